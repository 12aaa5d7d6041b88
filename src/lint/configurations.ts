import { rules } from "../../rules/index.ts";
import type { Machine } from "../machine/machine.ts";
import { ConfigurationError, readConfiguration, type Configuration } from "./configuration-file.ts";
import { ignorePatterns, isIgnored, type IgnorePatterns } from "./ignored.ts";
import { ruleSettings, type Preset, type RuleChoice, type RuleSettings } from "./levels.ts";

const fileName = ".tf-preflight.hcl";

/** A configuration together with the folder that it holds for. */
export interface PlacedConfiguration {
  readonly directory: string;
  readonly configuration: Configuration;
  readonly exclude: IgnorePatterns | null;
  readonly overrides: readonly { readonly files: IgnorePatterns; readonly rules: readonly RuleChoice[] }[];
}

export interface Configurations {
  /** The configuration that holds in a folder: the nearest one upward. */
  nearest(directory: string): PlacedConfiguration;
  /** What holds for a file. Files for which the same holds get the same object. */
  settingsFor(path: string): FileSettings;
}

export interface FileSettings {
  /** The rules that are on. */
  readonly rules: RuleSettings;
  /** Suppressions have to say why. */
  readonly wantsReasons: boolean;
}

export interface ConfigurationRequest {
  /** Instead of searching for one. */
  readonly configFile?: string | undefined;
  /** These are said for this run only, so they win over what a file says. */
  readonly preset?: Preset | undefined;
  readonly choices: readonly RuleChoice[];
  readonly command?: "lint" | "check" | undefined;
}

const nothing: Configuration = { exclude: [], opentofu: false, rules: [], overrides: [] };
const ruleIds: ReadonlySet<string> = new Set(Object.keys(rules));

/** Finds, reads and combines configurations, each file once. Its answers throw a `ConfigurationError`. */
export function configurations(request: ConfigurationRequest, machine: Machine): Configurations {
  const { paths, files } = machine;
  const byDirectory = new Map<string, PlacedConfiguration>();
  const settingsByKey = new Map<string, FileSettings>();

  const place = (directory: string, configuration: Configuration): PlacedConfiguration => ({
    directory,
    configuration,
    exclude: configuration.exclude.length > 0 ? ignorePatterns(directory, configuration.exclude) : null,
    overrides: configuration.overrides.map(({ files, rules }) => ({ files: ignorePatterns(directory, files), rules })),
  });

  const read = (path: string): PlacedConfiguration => {
    const content = files.read(path);
    const shown = paths.relative(machine.currentDirectory, path);
    if (!content.ok) throw new ConfigurationError(`${shown}: ${content.message}`);
    return place(paths.dirname(path), readConfiguration(content.bytes, shown, ruleIds));
  };

  const given = request.configFile === undefined ? null : read(paths.resolve(request.configFile));

  const nearest = (directory: string): PlacedConfiguration => {
    if (given) return given;
    let found = byDirectory.get(directory);
    if (!found) {
      const path = paths.join(directory, fileName);
      const parent = paths.dirname(directory);
      if (files.kind(path) === "file") found = read(path);
      else found = parent === directory ? place(directory, nothing) : nearest(parent);
      byDirectory.set(directory, found);
    }
    return found;
  };

  return {
    nearest,
    settingsFor(path) {
      const { directory, configuration, overrides } = nearest(paths.dirname(path));
      const matching = overrides.map((override) => isIgnored(path, false, [override.files], machine));
      const key = `${directory}\0${matching.join()}`;
      let settings = settingsByKey.get(key);
      if (!settings) {
        const preset = request.preset ?? configuration.preset ?? "recommended";
        const choices = [
          ...configuration.rules,
          ...overrides.flatMap((override, index) => (matching[index] ? override.rules : [])),
          ...request.choices,
        ];
        settings = {
          rules: ruleSettings(rules, preset, choices, request.command),
          wantsReasons: preset !== "recommended",
        };
        settingsByKey.set(key, settings);
      }
      return settings;
    },
  };
}
