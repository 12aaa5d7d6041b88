import { maskKeyId } from "../keys/access-key.ts";
import type { Place } from "../place.ts";
import { usesSso, type Profile } from "../shared-config/profile.ts";

/** What a profile takes its credentials from. */
export interface ProfileSupply {
  /** `profile "prod", key AKIA…WXYZ`, `profile "prod", SSO session "corp"`, `profile "prod"` when a source profile tells more. */
  readonly words: string;
  readonly where: readonly Place[];
}

/** What a profile names as the source of its credentials, in the SDK's order of looking; `null` when it names none. */
export function profileSupply(profile: Profile): ProfileSupply | null {
  const { name, section, source, keys, ssoSession } = profile;
  const supply = (words: string, where: readonly Place[]): ProfileSupply => ({
    words: [`profile "${name}"`, ...(words === "" ? [] : [words])].join(", "),
    where,
  });
  if (source) return supply("", section ? [section.place] : []);
  if (keys) return supply(`key ${maskKeyId(keys.accessKeyId.value)}`, [keys.accessKeyId.place]);
  const named = (key: Parameters<Profile["get"]>[0], words: string): ProfileSupply | null =>
    profile.get(key) === "" ? null : supply(words, profile.where(key));
  return (
    named("credential_source", `credential_source ${profile.get("credential_source")}`) ??
    named("web_identity_token_file", "web identity") ??
    (usesSso(profile)
      ? supply(ssoSession ? `SSO session "${ssoSession.name}"` : "SSO", profile.where("sso_session", "sso_start_url"))
      : null) ??
    named("login_session", "session of aws login") ??
    named("credential_process", "credential_process") ??
    named("role_arn", "role_arn")
  );
}
