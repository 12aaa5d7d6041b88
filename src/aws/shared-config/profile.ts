import { parseIntAnyBase, quote, trimSpace } from "../go.ts";
import type { Place } from "../place.ts";
import { atLeast } from "../release.ts";
import type { Section, Sections, Setting } from "./section.ts";
import { settingChecks } from "./settings.ts";

/** A profile as the SDK for Go v2 understands it, with the profile that `source_profile` names. */
export interface Profile {
  readonly name: string;
  /** `null` for a profile that isn't there (and needn't be). */
  readonly section: Section | null;
  /** Static keys; both halves are there and not empty. */
  readonly keys: ProfileKeys | null;
  readonly source: Profile | null;
  readonly ssoSession: SsoSession | null;
  /** A setting that counts; `""` when it is absent, empty, or doesn't count in this place of the chain. */
  get(key: ProfileKey): string;
  /** Where a setting stands. */
  where(...keys: string[]): readonly Place[];
  /** Milliseconds are of no use here: whole seconds, `null` when the setting is absent. */
  readonly durationSeconds: number | null;
}

interface ProfileKeys {
  readonly accessKeyId: Setting;
  readonly secretAccessKey: Setting;
  readonly sessionToken: Setting | null;
}

interface SsoSession {
  readonly name: string;
  readonly region: string;
  readonly startUrl: string;
  readonly section: Section;
}

const assumeRoleKeys = ["role_arn", "external_id", "mfa_serial", "role_session_name", "source_profile"] as const;
const sourceKeys = ["credential_source", "credential_process", "web_identity_token_file"] as const;
const legacySsoKeys = ["sso_account_id", "sso_region", "sso_role_name", "sso_start_url"] as const;

type ProfileKey =
  (typeof assumeRoleKeys)[number] | (typeof sourceKeys)[number] | (typeof legacySsoKeys)[number] | OtherKey;
type OtherKey =
  | "region"
  | "sso_session"
  | "login_session"
  | "ca_bundle"
  | "services"
  | "endpoint_url"
  | "ignore_configured_endpoint_urls";

/** Settings that came later, and the release of the module `config` that brought them. */
export const settingsSince = {
  sso_session: "1.18.0",
  login_session: "1.32.0",
  endpoint_url: "1.21.0",
  services: "1.26.0",
} as const;

export type NewSetting = keyof typeof settingsSince;

/** A profile can't be used: `missing` when no file has it, else the SDK's words. */
export interface ProfileError {
  readonly error: string;
  readonly missing: boolean;
  readonly where: readonly Place[];
}

export const isProfileError = (profile: Profile | ProfileError): profile is ProfileError => "error" in profile;

/** The profile of nobody: what the SDK works with when a profile that needn't exist doesn't. */
export function emptyProfile(name: string): Profile {
  return {
    name,
    section: null,
    keys: null,
    source: null,
    ssoSession: null,
    durationSeconds: null,
    get: () => "",
    where: () => [],
  };
}

/**
 * Finds and checks a profile and those it builds on (`setFromIniSections` of the module `config`).
 *
 * @param config The release of the module, as `1.32.12`: it decides which settings are known.
 */
export function readProfile(sections: Sections, name: string, config: string): Profile | ProfileError {
  return read(sections, name, config, new Set());
}

function read(sections: Sections, name: string, config: string, visited: Set<string>): Profile | ProfileError {
  const section = sections.get(name);
  if (!section) return { error: `failed to get shared config profile, ${name}`, missing: true, where: [] };
  const where = (...keys: string[]): Place[] => {
    const places = keys.flatMap((key) => section.settings.get(key)?.place ?? []);
    return places.length > 0 ? places : [section.place];
  };
  const fail = (error: string, ...keys: string[]): ProfileError => ({ error, missing: false, where: where(...keys) });

  const problem = sectionProblem(section, config);
  if (problem) return fail(`error fetching config from profile, ${name}, ${problem.text}`, ...problem.keys);

  const ignored = new Set<string>();
  for (const key of ["sso_session", "login_session"] as const) {
    if (!atLeast(config, settingsSince[key])) ignored.add(key);
  }
  const get = (key: ProfileKey): string => (ignored.has(key) ? "" : (section.settings.get(key)?.value ?? ""));
  let keys = keysOf(section);

  if (visited.has(name)) {
    // Seen before: only its own credentials count now, not what it would assume with them.
    for (const key of assumeRoleKeys) ignored.add(key);
  } else {
    const needsRole = (["source_profile", "credential_source", "web_identity_token_file"] as const).find(
      (key) => get(key) !== "",
    );
    if (needsRole && get("role_arn") === "") {
      return fail(`credential type ${needsRole} requires role_arn, profile ${name}`, needsRole);
    }
  }
  const nested = visited.size > 0;
  visited.add(name);
  let source: Profile | null = null;
  let ssoSession: SsoSession | null = null;

  if (!(nested && keys)) {
    const kinds = (["source_profile", ...sourceKeys] as const).filter((key) => get(key) !== "");
    if (kinds.length > 1) {
      return fail(
        "only one credential type may be specified per profile: source profile, credential source, credential process, web identity token",
        ...kinds,
      );
    }
    if (get("source_profile") !== "") {
      for (const key of [...sourceKeys, ...legacySsoKeys]) ignored.add(key);
      keys = null;
      const found = read(sections, get("source_profile"), config, visited);
      const failure = (reason: string): ProfileError =>
        fail(
          `failed to load assume role ${get("role_arn")}, of profile ${get("source_profile")}, ${reason}`,
          "source_profile",
        );
      if (isProfileError(found)) return found.missing ? failure(found.error) : found;
      if (!hasCredentials(found)) return failure("<nil>");
      source = found;
    }
    if (get("sso_session") !== "") {
      const session = sections.get(`sso-session ${trimSpace(get("sso_session"))}`);
      if (!session) return fail(`failed to find SSO session section, ${get("sso_session")}`, "sso_session");
      const value = (key: string): string => session.settings.get(key)?.value ?? "";
      ssoSession = {
        name: get("sso_session"),
        region: value("sso_region"),
        startUrl: value("sso_start_url"),
        section: session,
      };
    }
  }
  const duration = section.settings.get("duration_seconds");
  const durationSeconds = duration ? Number(parseIntAnyBase(duration.value) ?? 0n) : null;
  return { name, section, keys, source, ssoSession, durationSeconds, get, where };
}

function sectionProblem(section: Section, config: string): { text: string; keys: string[] } | null {
  const count = section.problems.length;
  const last = section.problems[count - 1];
  if (last !== undefined) {
    return {
      text: `Error using profile: \n ${count}, ${last}\n`,
      keys: ["aws_access_key_id", "aws_secret_access_key"],
    };
  }
  for (const { key, since, problem } of settingChecks) {
    const setting = section.settings.get(key);
    const text = setting && atLeast(config, since) ? problem(setting.value) : null;
    if (text !== null) return { text: `failed to load ${key} from shared config, ${text}`, keys: [key] };
  }
  return null;
}

function keysOf({ settings }: Section): ProfileKeys | null {
  const accessKeyId = settings.get("aws_access_key_id");
  const secretAccessKey = settings.get("aws_secret_access_key");
  if (!accessKeyId?.value || !secretAccessKey?.value) return null;
  return { accessKeyId, secretAccessKey, sessionToken: settings.get("aws_session_token") ?? null };
}

export const usesSso = (profile: Profile): boolean =>
  profile.get("sso_session") !== "" || legacySsoKeys.some((key) => profile.get(key) !== "");

function hasCredentials(profile: Profile): boolean {
  const kinds = ["source_profile", ...sourceKeys] as const;
  return kinds.some((key) => profile.get(key) !== "") || usesSso(profile) || profile.keys !== null;
}

/** Why the SSO settings of a profile can't be used, in the SDK's words (`validateSSOConfiguration`). */
export function ssoProblem(profile: Profile): { readonly text: string; readonly keys: readonly string[] } | null {
  const name = quote(profile.name);
  const { ssoSession } = profile;
  const required = ssoSession
    ? ([
        ["sso_region", ssoSession.region],
        ["sso_start_url", ssoSession.startUrl],
      ] as const)
    : (["sso_region", "sso_start_url", "sso_account_id", "sso_role_name"] as const).map(
        (key) => [key, profile.get(key)] as const,
      );
  const missing = required.filter(([, value]) => value === "").map(([key]) => key);
  if (missing.length > 0) {
    const list = missing.join(", ");
    return {
      text: `profile ${name} is configured to use SSO but is missing required configuration: ${list}`,
      keys: ["sso_session"],
    };
  }
  if (!ssoSession) return null;
  for (const [key, value] of required) {
    if (profile.get(key) !== "" && profile.get(key) !== value) {
      return { text: `${key} in profile ${name} must match ${key} in sso-session `, keys: [key] };
    }
  }
  return null;
}
