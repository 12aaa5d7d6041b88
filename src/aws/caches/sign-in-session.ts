import type { Machine } from "../../machine/machine.ts";
import { parseRfc3339 } from "../go-time.ts";
import { readText } from "../shared-config/read-file.ts";
import type { CredentialSource } from "../trace.ts";

/** The session of `aws sso login` or `aws login` that a profile needs. */
export interface SignInSession {
  /** Where Terraform looks for it. */
  readonly file: string;
  /** When it ended, milliseconds since 1970 (UTC); `null` when there is none, or it can't be told. */
  readonly endedAt: number | null;
  /** Another file, with an open session of the same start URL. */
  readonly sameStartUrl: string | null;
}

/** What became of the session behind a source of credentials; `null` for sources without one. */
export function signInSession(source: CredentialSource, machine: Machine): SignInSession | null {
  if (source.via !== "sso" && source.via !== "login") return null;
  const { cacheFile: file } = source;
  const expiresAt = cachedSession(file, machine)?.expiresAt ?? null;
  const endedAt = expiresAt !== null && expiresAt <= machine.now ? expiresAt : null;
  const sameStartUrl = source.via === "sso" ? openSession(source.startUrl, file, machine) : null;
  return { file, endedAt, sameStartUrl };
}

/** Tools write the start URL with and without what the browser adds to it. */
const plainUrl = (url: string): string => url.replace(/[/#]+$/u, "").toLowerCase();

function openSession(startUrl: string, except: string, machine: Machine): string | null {
  const { files, paths, now } = machine;
  const directory = paths.dirname(except);
  const listed = files.list(directory);
  if (!listed.ok) return null;
  const candidates = listed.entries.map(({ name }) => paths.join(directory, name)).sort();
  const found = candidates.find((path) => {
    const session = path.endsWith(".json") && path !== except ? cachedSession(path, machine) : null;
    return session !== null && plainUrl(session.startUrl) === plainUrl(startUrl) && (session.expiresAt ?? 0) > now;
  });
  return found ?? null;
}

function cachedSession(
  path: string,
  machine: Machine,
): { readonly startUrl: string; readonly expiresAt: number | null } | null {
  const text = readText(machine, path);
  if (text.state !== "read") return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.text);
  } catch {
    return null;
  }
  const { startUrl, expiresAt, accessToken } = (parsed ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof accessToken !== "string") return null;
  const time = typeof expiresAt === "string" ? parseRfc3339(expiresAt) : { error: "" };
  return { startUrl: typeof startUrl === "string" ? startUrl : "", expiresAt: "error" in time ? null : time.value };
}
