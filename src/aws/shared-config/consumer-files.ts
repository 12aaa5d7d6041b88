import type { Machine } from "../../machine/machine.ts";
import { fileDialect } from "../chain/libraries.ts";
import type { Libraries } from "../chain/libraries.ts";
import { libraryOf, sdkV1 } from "../backend/library.ts";
import type { Argument, Consumer } from "../consumer.ts";
import { librariesOf } from "../provider/libraries.ts";
import { expandPath, shellIn } from "../shell.ts";
import type { Shell } from "../shell.ts";
import type { GoV2Dialect } from "./go-v2.ts";
import { loadSharedConfig } from "./load.ts";
import { defaultPath, sharedFilePaths } from "./locate.ts";
import type { SharedFilePaths } from "./locate.ts";
import type { FileText } from "./read-file.ts";
import { keysBesideSso, relevantProfiles } from "./file-profiles.ts";
import type { KeysBesideSso, TextOfFile } from "./file-profiles.ts";
import { lostHalves, misreadings } from "./misreadings.ts";
import type { Misreading } from "./misreadings.ts";
import type { Sections, Setting } from "./section.ts";
import { settingsUnknownTo } from "./unknown-settings.ts";
import type { UnknownSetting } from "./unknown-settings.ts";

/** The shared files that a consumer reads, and what the SDK for Go v2 makes something else of than is written there. */
export interface ConsumerFiles {
  /** The profile that is looked up. */
  readonly profile: string;
  /** Where it is looked for, and what came of each file. */
  readonly searched: readonly SearchedFile[];
  /** All that are there, in the order of their names. */
  readonly profiles: readonly string[];
  /** A setting of the profile that is looked up; `null`: it has none. */
  readonly setting: (key: string) => Setting | null;
  readonly misreadings: readonly Misreading[];
  /** Of it and the profiles that it builds on: those that have both keys and settings of SSO. */
  readonly keysBesideSso: readonly KeysBesideSso[];
}

export interface SearchedFile {
  readonly path: string;
  readonly state: FileText["state"];
  /** An argument or a variable names it; it isn't where the SDK looks by itself. */
  readonly isNamed: boolean;
}

/** @returns `null` when an argument isn't known that names a file or the profile, and for releases that read the files another way. */
export function consumerFiles(consumer: Consumer, machine: Machine): ConsumerFiles | null {
  const dialect = consumer.kind === "cli" ? null : dialectOf(consumer);
  const found = dialect && filesOf(consumer, machine);
  if (!found) return null;
  const { shell, located, profile, read, files } = found;
  const loaded = loadSharedConfig(shell, located, dialect);
  const sections: Sections = "error" in loaded ? new Map() : loaded.sections;
  const profiles = relevantProfiles(files, profile, dialect);
  return {
    profile,
    searched: read.map(({ path, state, isNamed }) => ({ path, state, isNamed })),
    profiles: [...sections.keys()].filter((name) => !/^(?:sso-session |services)/u.test(name)).sort(),
    setting: (key) => sections.get(profile)?.settings.get(key) ?? null,
    misreadings: [...files.flatMap((file) => misreadings(file, profiles, dialect)), ...lostHalves(sections, profiles)],
    keysBesideSso: [...profiles].flatMap((name) => keysBesideSso(files, name, dialect)),
  };
}

/** What the profile that a consumer looks up, and those that it builds on, say and its release doesn't know. */
export function unknownSettings(consumer: Consumer, machine: Machine): readonly UnknownSetting[] {
  const found = filesOf(consumer, machine);
  return found && consumer.kind !== "cli" ? settingsUnknownTo(consumer, found.files, found.profile) : [];
}

interface FoundFiles {
  readonly shell: Shell;
  readonly located: SharedFilePaths;
  readonly profile: string;
  readonly read: readonly (FileText & {
    readonly kind: TextOfFile["kind"];
    readonly path: string;
    readonly isNamed: boolean;
  })[];
  readonly files: readonly TextOfFile[];
}

function filesOf(consumer: Consumer, machine: Machine): FoundFiles | null {
  if (consumer.kind === "cli") return null;
  const { attributes } = consumer.arguments;
  const named = texts(attributes.get("profile"));
  const shell = shellIn(machine, consumer.directory);
  const isBackend = consumer.kind !== "provider";
  const config = paths(shell, attributes.get("shared_config_files"), isBackend ? "AWS_SHARED_CONFIG_FILE" : null);
  const list = attributes.get("shared_credentials_files") ?? attributes.get("shared_credentials_file");
  const credentials = paths(shell, list, isBackend ? "AWS_SHARED_CREDENTIALS_FILE" : null);
  if (!named || !config || !credentials) return null;

  const profile = named[0] ?? (shell.env("AWS_PROFILE") || shell.env("AWS_DEFAULT_PROFILE") || "default");
  const located = sharedFilePaths(shell, { config, credentials });
  const read = (["config", "credentials"] as const).flatMap((kind) =>
    located[kind].map((path) => ({ kind, path, isNamed: path !== defaultPath(shell, kind), ...shell.read(path) })),
  );
  const files = read.flatMap((file): TextOfFile[] => (file.state === "read" ? [file] : []));
  return { shell, located, profile, read, files };
}

function dialectOf(consumer: Exclude<Consumer, { kind: "cli" }>): GoV2Dialect | null {
  let libraries: Libraries | null;
  if (consumer.kind === "provider") libraries = librariesOf(consumer.version);
  else {
    const library = libraryOf(consumer.program);
    libraries = library === sdkV1 ? null : library;
  }
  const dialect = libraries && fileDialect(libraries);
  return dialect === "lexer" ? null : dialect;
}

function paths(shell: Shell, argument: Argument | undefined, variable: string | null): readonly string[] | null {
  const given = texts(argument);
  if (!given) return null;
  const fromVariable = variable === null ? "" : shell.env(variable);
  const written = given.length > 0 || fromVariable === "" ? given : [fromVariable];
  return written.flatMap((path) => expandPath(shell, path) ?? []);
}

/** A text or a list of texts; `null` when one isn't known. Unset and empty are no text. */
function texts(argument: Argument | undefined): readonly string[] | null {
  if (!argument) return [];
  if (!argument.known) return null;
  const { value } = argument;
  if (typeof value === "string") return value === "" ? [] : [value];
  if (!Array.isArray(value)) return value === null ? [] : null;
  const all = (value as readonly Argument[]).map(texts);
  return all.includes(null) ? null : all.flatMap((each) => each ?? []);
}
