import { inEnvironment } from "../place.ts";
import type { Place } from "../place.ts";
import { parseBotocore } from "../shared-config/botocore.ts";
import { botocoreProfiles } from "../shared-config/botocore-profiles.ts";
import { botocorePath } from "../shared-config/locate.ts";
import { newSection } from "../shared-config/section.ts";
import type { Section, Sections } from "../shared-config/section.ts";
import type { Shell } from "../shell.ts";

/** What botocore has loaded: its session. */
export interface CliConfig {
  /** Profiles of the config file, overlaid with the sections of the credentials file. */
  readonly profiles: ReadonlyMap<string, Section>;
  /** The profiles of the config file alone, and the sections of the credentials file alone: keys are taken from those. */
  readonly config: ReadonlyMap<string, Section>;
  readonly credentials: Sections;
  readonly ssoSessions: ReadonlyMap<string, Section>;
}

export interface CliError {
  readonly error: string;
  readonly where: readonly Place[];
}

/** Reads both files; either stops the CLI when `configparser` can't. */
export function loadCliConfig(shell: Shell): CliConfig | CliError {
  const config = sectionsOf(shell, "config");
  if ("error" in config) return config;
  const credentials = sectionsOf(shell, "credentials");
  if ("error" in credentials) return credentials;
  const { profiles, ssoSessions } = botocoreProfiles(config);
  const merged = new Map(profiles);
  for (const [name, section] of credentials) {
    const below = profiles.get(name);
    if (!below) merged.set(name, section);
    else {
      const settings = new Map([...below.settings, ...section.settings]);
      merged.set(name, { ...newSection(name, below.place), settings });
    }
  }
  return { profiles: merged, config: profiles, credentials, ssoSessions };
}

function sectionsOf(shell: Shell, kind: "config" | "credentials"): Sections | CliError {
  const path = botocorePath(shell, kind);
  return readSections(shell, path);
}

/** A file that isn't there, isn't a file, or may not be opened has no sections. */
export function readSections(shell: Shell, path: string): Sections | CliError {
  const text = shell.read(path);
  if (text.state !== "read") return new Map();
  const parsed = text.text.includes("\uFFFD") ? null : parseBotocore(text.text, path);
  if (parsed && !("error" in parsed)) return parsed;
  const where = parsed ? [parsed.place] : [];
  return { error: `Unable to parse config file: ${path}`, where };
}

/** The profile of the session, which has to exist wherever its name comes from. */
export interface CliProfile {
  readonly name: string;
  readonly by: "--profile" | "AWS_DEFAULT_PROFILE" | "AWS_PROFILE" | "default";
  readonly where: readonly Place[];
}

/** Unlike the Go SDK, version 1 looks at `AWS_DEFAULT_PROFILE` first, and an empty variable is a name. */
export function cliProfile(shell: Shell, flag: string | undefined): CliProfile {
  if (flag !== undefined && flag !== "")
    return { name: flag, by: "--profile", where: [{ kind: "flag", name: "--profile" }] };
  for (const by of ["AWS_DEFAULT_PROFILE", "AWS_PROFILE"] as const) {
    const name = shell.machine.environment.get(by);
    if (name !== undefined) return { name, by, where: [inEnvironment(by)] };
  }
  return { name: "default", by: "default", where: [] };
}
