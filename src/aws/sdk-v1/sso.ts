import { sha1 } from "@noble/hashes/legacy.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { quote } from "../go.ts";
import { jsonSyntaxError } from "../go-json.ts";
import { parseRfc3339 } from "../go-time.ts";
import { openError } from "../shell.ts";
import type { Shell } from "../shell.ts";
import { sdkError } from "./error.ts";
import { missingSsoKeys } from "./profile.ts";
import type { Profile } from "./profile.ts";
import type { Source, SourceError, Surroundings } from "./source.ts";

/** The access token that `aws sso login` left behind; SDK v1 knows no `sso_session`. */
export function ssoSource({ shell }: Surroundings, profile: Profile): Source | SourceError {
  const missing = missingSsoKeys(profile);
  const where = profile.where("sso_start_url", "sso_region", "sso_account_id", "sso_role_name");
  if (missing.length > 0) {
    const error = `profile ${quote(profile.name)} is configured to use SSO but is missing required configuration: ${missing.join(", ")}`;
    return { error, retrieving: false, where };
  }
  const startUrl = profile.get("sso_start_url");
  const { home, paths } = shell.machine;
  const cacheFile = paths.join(home, ".aws", "sso", "cache", `${bytesToHex(sha1(utf8ToBytes(startUrl)))}.json`);
  const token = readToken(shell, cacheFile);
  if ("problem" in token) {
    const error = sdkError("SSOProviderInvalidToken", "the SSO session has expired or is invalid", token.problem);
    return { error, retrieving: true, where };
  }
  return {
    via: "sso",
    accessKeyId: null,
    profile: profile.name,
    credentials: {
      via: "sso",
      session: null,
      startUrl,
      region: profile.get("sso_region"),
      accountId: profile.get("sso_account_id"),
      roleName: profile.get("sso_role_name"),
      cacheFile,
      endpoint: null,
    },
    hops: [],
    expires: token.expiresAt,
    ifUnavailable: "UnauthorizedException: Session token not found or invalid",
    where,
  };
}

/** `problem` is the cause that the SDK names, if it names one. */
function readToken(
  shell: Shell,
  file: string,
): { readonly expiresAt: number } | { readonly problem: string | undefined } {
  const text = shell.read(file);
  if (text.state !== "read") return { problem: openError(shell, file, text) };
  const syntax = jsonSyntaxError(text.text);
  if (syntax !== null) return { problem: syntax };
  const parsed: unknown = JSON.parse(text.text);
  const { accessToken, expiresAt } = (typeof parsed === "object" && parsed !== null ? parsed : {}) as Record<
    string,
    unknown
  >;
  if (typeof expiresAt === "string") {
    const time = parseRfc3339(expiresAt);
    if ("error" in time) return { problem: `expected RFC3339 timestamp: ${time.error}` };
    const valid = typeof accessToken === "string" && accessToken !== "" && time.value >= shell.machine.now;
    if (valid) return { expiresAt: time.value };
  }
  return { problem: undefined };
}
