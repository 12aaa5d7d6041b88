import { equalFold } from "../go.ts";
import type { Place } from "../place.ts";
import { parseGoV1 } from "../shared-config/go-v1.ts";
import type { Section, Sections, Setting } from "../shared-config/section.ts";
import { imdsModeProblem } from "../shared-config/settings.ts";
import type { Shell } from "../shell.ts";
import { sdkError } from "./error.ts";

export type FileKind = "config" | "credentials";

export interface SharedFile {
  readonly kind: FileKind;
  readonly path: string;
}

/** A profile as the AWS SDK for Go v1 merges it (`aws/session/shared_config.go`). */
export interface Profile {
  readonly name: string;
  readonly keys: ProfileKeys | null;
  readonly source: Profile | null;
  /** `""` when it is absent, or doesn't count. */
  get(key: ProfileKey): string;
  where(...keys: ProfileKey[]): readonly Place[];
}

export interface ProfileKeys {
  readonly kind: FileKind;
  readonly accessKeyId: Setting;
  readonly secretAccessKey: Setting;
  readonly sessionToken: Setting | undefined;
}

/** The SDK's error text; `missing`: no file has the profile. */
export interface ProfileError {
  readonly error: string;
  readonly missing: boolean;
  readonly where: readonly Place[];
}

export const isError = (profile: Profile | ProfileError): profile is ProfileError => "error" in profile;

const ssoKeys = ["sso_account_id", "sso_region", "sso_role_name", "sso_start_url"] as const;
const roleKeys = ["role_arn", "external_id", "mfa_serial", "role_session_name", "source_profile"] as const;
/** Read whether or not the SDK is told to load the config file. */
const plainKeys = ["credential_process", "web_identity_token_file"] as const;
const extendedKeys = [
  ...roleKeys,
  ...ssoKeys,
  "credential_source",
  "region",
  "ca_bundle",
  "duration_seconds",
  "sts_regional_endpoints",
] as const;

export type ProfileKey = (typeof plainKeys)[number] | (typeof extendedKeys)[number];

interface ReadFile extends SharedFile {
  readonly sections: Sections;
}

export const emptyProfile = (name: string): Profile => ({
  name,
  keys: null,
  source: null,
  get: () => "",
  where: () => [],
});

/**
 * @param extended The config file counts, with all its keys (`SharedConfigEnable`).
 */
export function loadProfile(
  shell: Shell,
  name: string,
  files: readonly SharedFile[],
  extended: boolean,
): Profile | ProfileError {
  const read: ReadFile[] = [];
  for (const file of files) {
    const sections = readSections(shell, file.path);
    if (sections === null) continue;
    if ("error" in sections) return sections;
    read.push({ ...file, sections });
  }
  return build(name, read, extended, new Set());
}

/** `null` for a file that can't be read, which the SDK passes over. */
export function readSections(shell: Shell, path: string): Sections | ProfileError | null {
  const text = shell.read(path);
  if (text.state !== "read") return null;
  const sections = parseGoV1(text.text, path, { lowerCaseKeys: false, repeatedSection: "replaces" });
  if (!("error" in sections)) return sections;
  const cause = sdkError("INIParseError", sections.error);
  return {
    error: sdkError("SharedConfigLoadError", `failed to load config file, ${path}`, cause),
    missing: false,
    where: [{ kind: "file", path, line: sections.line, range: { start: 0, end: 0 } }],
  };
}

const sectionOf = (sections: Sections, name: string): Section | undefined =>
  sections.get(name) ?? sections.get(`profile ${name}`);

function build(
  name: string,
  files: readonly ReadFile[],
  extended: boolean,
  visited: Set<string>,
): Profile | ProfileError {
  const settings = new Map<string, Setting>();
  let keys: ProfileKeys | null = null;
  let section: Section | undefined;
  const where = (...names: string[]): Place[] => {
    const places = names.flatMap((key) => settings.get(key)?.place ?? []);
    return places.length > 0 || !section ? places : [section.place];
  };
  const fail = (error: string, ...names: string[]): ProfileError => ({ error, missing: false, where: where(...names) });

  for (const file of files) {
    const found = sectionOf(file.sections, name);
    if (!found) continue;
    section = found;
    const problem = extended ? settingProblem(found) : null;
    if (problem) {
      const error = `failed to load ${problem.key} from shared config, ${file.path}, ${problem.text}`;
      return { error, missing: false, where: [problem.place] };
    }
    for (const key of [...plainKeys, ...(extended ? extendedKeys : [])]) {
      const setting = found.settings.get(key);
      if (setting) settings.set(key, setting);
    }
    keys = keysOf(found, file.kind) ?? keys;
  }
  if (!section) return { error: `failed to get profile, ${name}`, missing: true, where: [] };

  const get = (key: ProfileKey): string => settings.get(key)?.value ?? "";
  if (visited.has(name)) {
    // Seen before: only its credentials count, not what it would assume with them.
    for (const key of roleKeys) settings.delete(key);
  } else {
    const kind = (["source_profile", "credential_source", "web_identity_token_file"] as const).find((key) => get(key));
    if (kind && get("role_arn") === "") {
      const text = `credential type ${kind} requires role_arn, profile ${name}`;
      return fail(sdkError("CredentialRequiresARNError", text), kind);
    }
  }
  visited.add(name);

  const kinds = (["source_profile", "credential_source", ...plainKeys] as const).filter((key) => get(key) !== "");
  if (kinds.length > 1) {
    const text =
      "only one credential type may be specified per profile: source profile, credential source, credential process, web identity token, or sso";
    return fail(sdkError("SharedConfigErr", text), ...kinds);
  }
  const sourceName = get("source_profile");
  let source: Profile | null = null;
  if (sourceName !== "") {
    for (const key of ["credential_source", ...plainKeys, ...ssoKeys]) settings.delete(key);
    keys = null;
    const found = build(sourceName, files, extended, visited);
    if (isError(found) && !found.missing) return found;
    if (isError(found) || !hasCredentials(found)) {
      const text = `failed to load assume role for ${get("role_arn")}, source profile ${sourceName} has no shared credentials`;
      return fail(sdkError("SharedConfigAssumeRoleError", text), "source_profile");
    }
    source = found;
  }
  return { name, keys, source, get, where };
}

function keysOf({ settings }: Section, kind: FileKind): ProfileKeys | null {
  const accessKeyId = settings.get("aws_access_key_id");
  const secretAccessKey = settings.get("aws_secret_access_key");
  if (!accessKeyId?.value || !secretAccessKey?.value) return null;
  return { kind, accessKeyId, secretAccessKey, sessionToken: settings.get("aws_session_token") };
}

export const usesSso = (profile: Profile): boolean => ssoKeys.some((key) => profile.get(key) !== "");

export const missingSsoKeys = (profile: Profile): readonly string[] => ssoKeys.filter((key) => profile.get(key) === "");

export function hasCredentials(profile: Profile): boolean {
  const kinds = ["source_profile", "credential_source", ...plainKeys] as const;
  return kinds.some((key) => profile.get(key) !== "") || usesSso(profile) || profile.keys !== null;
}

const legacyOrRegional = (name: string) => (value: string) =>
  equalFold(value, "legacy") || equalFold(value, "regional") || value === ""
    ? null
    : `unable to resolve the value of ${name} for ${value}`;

export const stsEndpointProblem = legacyOrRegional("STSRegionalEndpoint");
export const s3EndpointProblem = legacyOrRegional("S3UsEast1RegionalEndpoint");

const settingChecks: readonly (readonly [key: string, problem: (value: string) => string | null])[] = [
  ["sts_regional_endpoints", stsEndpointProblem],
  ["s3_us_east_1_regional_endpoint", s3EndpointProblem],
  ["ec2_metadata_service_endpoint_mode", (value) => (value === "" ? null : imdsModeProblem(value))],
];

function settingProblem({ settings }: Section): { key: string; text: string; place: Place } | null {
  for (const [key, problem] of settingChecks) {
    const setting = settings.get(key);
    const text = setting ? problem(setting.value) : null;
    if (setting && text !== null) return { key, text, place: setting.place };
  }
  return null;
}
