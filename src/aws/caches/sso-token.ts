import { sha1 } from "@noble/hashes/legacy.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { jsonSyntaxError } from "../go-json.ts";
import { quote } from "../go.ts";
import { parseRfc3339 } from "../go-time.ts";
import { openError } from "../shell.ts";
import type { Shell } from "../shell.ts";

/** What `aws sso login` left behind. */
export type SsoToken =
  | { readonly file: string; readonly problem: string }
  | {
      readonly file: string;
      readonly problem: null;
      /** Milliseconds since 1970 (UTC). */
      readonly expiresAt: number;
      /** The file holds what a refresh needs. */
      readonly refreshable: boolean;
    };

/**
 * @param key The name of the `sso_session`, else the start URL.
 */
function ssoTokenFile(shell: Shell, key: string): string {
  const { home, paths } = shell.machine;
  return paths.join(home, ".aws", "sso", "cache", `${bytesToHex(sha1(utf8ToBytes(key)))}.json`);
}

const known = ["accessToken", "expiresAt", "refreshToken", "clientId", "clientSecret"];

/** Reads a cached SSO token as the SDK for Go v2 does (`ssocreds/sso_cached_token.go`); problems are in its words. */
export function readSsoToken(shell: Shell, key: string): SsoToken {
  const file = ssoTokenFile(shell, key);
  const failed = (problem: string): SsoToken => ({ file, problem });
  const text = shell.read(file);
  if (text.state !== "read") return failed(`failed to read cached SSO token file, ${openError(shell, file, text)}`);
  const syntax = jsonSyntaxError(text.text);
  if (syntax !== null) return failed(`failed to parse cached SSO token file, ${syntax}`);
  const parsed: unknown = JSON.parse(text.text);
  const fields = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? parsed : {};

  const strings = new Map<string, string>();
  let expiresAt: number | null = null;
  for (const [name, value] of Object.entries(fields as Record<string, unknown>)) {
    if (!known.includes(name)) continue;
    const wrong = (reason: string): SsoToken =>
      failed(`failed to parse cached SSO token file, field ${quote(name)}, ${reason}`);
    if (typeof value !== "string") return wrong(`expect value to be string, got ${goType(value)}`);
    strings.set(name, value);
    if (name !== "expiresAt") continue;
    const time = parseRfc3339(value);
    if ("error" in time) return wrong(`expected RFC3339 timestamp: ${time.error}`);
    expiresAt = time.value;
  }
  const has = (name: string): boolean => (strings.get(name) ?? "") !== "";
  if (!has("accessToken") || expiresAt === null) {
    return failed("cached SSO token must contain accessToken and expiresAt fields");
  }
  const refreshable = has("refreshToken") && has("clientId") && has("clientSecret");
  return { file, problem: null, expiresAt, refreshable };
}

function goType(value: unknown): string {
  if (value === null) return "<nil>";
  if (Array.isArray(value)) return "[]interface {}";
  return { number: "float64", boolean: "bool" }[typeof value as string] ?? "map[string]interface {}";
}
