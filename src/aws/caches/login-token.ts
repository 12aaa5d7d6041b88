import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { jsonSyntaxError } from "../go-json.ts";
import { trimSpace } from "../go.ts";
import { parseRfc3339 } from "../go-time.ts";
import { openError } from "../shell.ts";
import type { Shell } from "../shell.ts";

/** What `aws login` left behind. */
export type LoginToken =
  | { readonly file: string; readonly problem: string }
  | {
      readonly file: string;
      readonly problem: null;
      readonly accessKeyId: string;
      readonly accountId: string;
      /** Milliseconds since 1970 (UTC). */
      readonly expiresAt: number;
    };

function loginTokenFile(shell: Shell, session: string): string {
  const { home, paths } = shell.machine;
  const directory = shell.env("AWS_LOGIN_CACHE_DIRECTORY") || paths.join(home, ".aws", "login", "cache");
  return paths.join(directory, `${bytesToHex(sha256(utf8ToBytes(trimSpace(session))))}.json`);
}

/** In the order in which the SDK asks for them. */
const required = {
  accessToken: ["accessKeyId", "secretAccessKey", "sessionToken", "accountId", "expiresAt"],
  token: ["clientId", "refreshToken", "dpopKey"],
} as const;

/** Reads a cached login as the SDK for Go v2 does (`credentials/logincreds`); problems are in its words. */
export function readLoginToken(shell: Shell, session: string): LoginToken {
  const file = loginTokenFile(shell, session);
  const unread = (problem: string): LoginToken => ({ file, problem: `load login token: ${problem}` });
  const text = shell.read(file);
  if (text.state === "missing") return unread("token file not found, please reauthenticate");
  if (text.state !== "read") return unread(openError(shell, file, text));
  const syntax = jsonSyntaxError(text.text);
  if (syntax !== null) return unread(syntax);

  const token = objectOf(JSON.parse(text.text));
  if (!token) return unread("json: cannot unmarshal into Go value of type logincreds.loginToken");
  const access = objectOf(token.accessToken);
  const time = parseRfc3339(textOf(access, "expiresAt"));
  if ("error" in time && textOf(access, "expiresAt") !== "") return unread(time.error);

  const absent = (from: Record<string, unknown> | null, names: readonly string[]): string | undefined =>
    names.find((name) => textOf(from, name) === "");
  const part = absent(access, required.accessToken);
  const missing = !access ? "accessToken" : part === undefined ? absent(token, required.token) : `accessToken.${part}`;
  if (missing !== undefined || "error" in time)
    return { file, problem: `validate login token: missing ${missing ?? ""}` };
  return {
    file,
    problem: null,
    accessKeyId: textOf(access, "accessKeyId"),
    accountId: textOf(access, "accountId"),
    expiresAt: time.value,
  };
}

function objectOf(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function textOf(from: Record<string, unknown> | null, name: string): string {
  const value = from?.[name];
  return typeof value === "string" ? value : "";
}
