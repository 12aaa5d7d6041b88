import type { Machine } from "../../machine/machine.ts";
import { equalFold } from "../go.ts";
import type { Place } from "../place.ts";
import { openError } from "../shell.ts";
import type { Shell } from "../shell.ts";
import { parseGoV1 } from "./go-v1.ts";
import { parseGoV2 } from "./go-v2.ts";
import type { GoV2Dialect } from "./go-v2.ts";
import type { SharedFilePaths } from "./locate.ts";
import { newSection } from "./section.ts";
import type { Section, Sections } from "./section.ts";

/** How a release of the SDK for Go v2 reads the text of shared files. */
export type FileDialect = GoV2Dialect | "lexer";

/** The profiles of all shared files, or what the SDK says when it gives up. */
export type SharedConfig =
  | { readonly sections: Sections; readonly files: readonly ReadFile[] }
  | { readonly error: string; readonly where: readonly Place[] };

/** A path that was tried, and what came of it. */
export interface ReadFile {
  readonly kind: "config" | "credentials";
  readonly path: string;
  readonly state: "read" | "missing" | "denied";
  /** A byte order mark: the first section is lost. */
  readonly byteOrderMark: boolean;
  /** Sections that the SDK drops for their names: `[x]` in a config file, `[profile x]` in a credentials file. */
  readonly dropped: Section[];
}

/**
 * Loads and merges the shared files as `config.LoadSharedConfigProfile` of the SDK for Go v2 does: within a kind of file a later file
 * overrides an earlier one, and credentials files override config files key by key.
 */
export function loadSharedConfig(shell: Shell, paths: SharedFilePaths, dialect: FileDialect): SharedConfig {
  let known = loaded.get(shell.machine);
  if (!known) loaded.set(shell.machine, (known = new Map<string, SharedConfig>()));
  const key = JSON.stringify([shell.directory, paths, dialect]);
  let config = known.get(key);
  if (!config) known.set(key, (config = load(shell, paths, dialect)));
  return config;
}

/** Most consumers of a run look at the same files. */
const loaded = new WeakMap<Machine, Map<string, SharedConfig>>();

function load(shell: Shell, paths: SharedFilePaths, dialect: FileDialect): SharedConfig {
  let merged = new Map<string, Section>();
  const files: ReadFile[] = [];
  for (const kind of ["config", "credentials"] as const) {
    const sections = new Map<string, Section>();
    for (const path of paths[kind]) {
      const text = shell.read(path);
      if (text.state === "directory" || text.state === "broken") {
        const message = `failed to load shared config file, ${path}, read all: ${openError(shell, path, text)}`;
        return { error: message, where: [fileItself(path)] };
      }
      const read = text.state === "read";
      if (read) {
        const parsed = parse(text.text, path, dialect);
        if ("error" in parsed) {
          return {
            error: `failed to load shared config file, ${path}, ${parsed.error}`,
            where: [fileItself(path, parsed.line)],
          };
        }
        merge(sections, parsed);
      }
      files.push({
        kind,
        path,
        state: text.state,
        byteOrderMark: read && text.text.startsWith("\uFEFF"),
        dropped: [],
      });
    }
    const dropped = kind === "config" ? keepConfigSections(sections) : keepCredentialsSections(sections);
    for (const file of files) {
      if (file.kind === kind) file.dropped.push(...dropped.filter(({ place }) => place.path === file.path));
    }
    if (kind === "config") merged = sections;
    else merge(merged, sections);
  }
  return { sections: merged, files };
}

const fileItself = (path: string, line = 1): Place => ({ kind: "file", path, line, range: { start: 0, end: 0 } });

function parse(text: string, path: string, dialect: FileDialect): Sections | { error: string; line: number } {
  if (dialect === "lexer") return parseGoV1(text, path, { lowerCaseKeys: true, repeatedSection: "continues" });
  return parseGoV2(text, path, dialect);
}

const sorted = (sections: Sections): string[] => [...sections.keys()].sort();

/** Of a config file count `[default]`, `[profile x]` (as `x`), `[sso-session x]` and `[services x]`. */
function keepConfigSections(sections: Map<string, Section>): Section[] {
  const dropped: Section[] = [];
  const renamed = new Set<string>();
  for (const name of sorted(sections)) {
    const section = sections.get(name);
    if (!section || renamed.has(name)) continue;
    if (name.startsWith("profile ")) {
      sections.delete(name);
      const profile = name.slice("profile ".length);
      sections.set(profile, { ...section, name: profile });
      renamed.add(profile);
    } else if (!name.startsWith("sso-session ") && !name.startsWith("services") && !equalFold(name, "default")) {
      sections.delete(name);
      dropped.push(section);
    }
  }
  return dropped;
}

function keepCredentialsSections(sections: Map<string, Section>): Section[] {
  const dropped = [...sections.values()].filter(({ name }) => name.startsWith("profile "));
  for (const { name } of dropped) sections.delete(name);
  return dropped;
}

/** Keys that override those of an earlier file; any other key of a later file is lost when an earlier file has the profile, too. */
const mergedKeys = [
  "role_arn",
  "source_profile",
  "credential_source",
  "external_id",
  "mfa_serial",
  "role_session_name",
  "region",
  "endpoint_discovery_enabled",
  "credential_process",
  "web_identity_token_file",
  "s3_use_arn_region",
  "s3_disable_multiregion_access_points",
  "ec2_metadata_service_endpoint_mode",
  "ec2_metadata_service_endpoint",
  "ec2_metadata_v1_disabled",
  "use_dualstack_endpoint",
  "use_fips_endpoint",
  "defaults_mode",
  "retry_mode",
  "ca_bundle",
  "duration_seconds",
  "max_attempts",
  "sso_session",
  "sso_account_id",
  "sso_region",
  "sso_role_name",
  "sso_start_url",
  "auth_scheme_preference",
  "login_session",
] as const;

const [id, secret, token] = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"] as const;

function merge(target: Map<string, Section>, source: Sections): void {
  for (const name of sorted(source)) {
    const from = source.get(name);
    if (!from) continue;
    const partial = from.settings.has(id) !== from.settings.has(secret);
    const problems = partial ? [...from.problems, `partial credentials found for profile ${name}`] : from.problems;
    const to = target.get(name);
    if (!to) {
      target.set(name, { ...newSection(name, from.place), settings: new Map(from.settings), problems });
      continue;
    }
    to.problems = problems;
    const keys = from.settings.has(id) && from.settings.has(secret) ? [id, secret, token, ...mergedKeys] : mergedKeys;
    for (const key of keys) {
      const setting = from.settings.get(key);
      if (setting) to.settings.set(key, { value: setting.value, place: setting.place });
    }
  }
}
