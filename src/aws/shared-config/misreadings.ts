import { nameSuggestion } from "../../hcl/name-suggestion.ts";
import { equalFold } from "../go.ts";
import { accessKeyKind } from "../keys/access-key.ts";
import type { FilePlace } from "../place.ts";
import { headerFor } from "./file-profiles.ts";
import type { TextOfFile } from "./file-profiles.ts";
import { headerOf, parseGoV2 } from "./go-v2.ts";
import type { GoV2Dialect } from "./go-v2.ts";
import { linesOf, placeOf } from "./lines.ts";
import type { Section, Sections } from "./section.ts";

/**
 * What is written in a shared file and the SDK for Go v2 takes no notice of, or takes for something else, without a word; and what it
 * understands and the AWS CLI doesn't.
 */
export type MisreadingKind =
  | "utf-16"
  | "carriage returns"
  | "byte order mark"
  | "prefix missing"
  | "prefix superfluous"
  | "quoted name"
  | "capitals"
  | "unclosed header"
  | "no section"
  | "default replaced"
  | "shell syntax"
  | "unknown key"
  | "nested key"
  | "empty half"
  | "lost half"
  | "repeated section"
  | "quoted value"
  | "comment after value";

export interface Misreading {
  readonly kind: MisreadingKind;
  readonly place: FilePlace;
  /** The header or the key as the user wrote it. Never a value. */
  readonly written: string;
  /** How it would have to be written; `""` where that isn't one text. */
  readonly meant: string;
}

const credentialKeys = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"];

/** Names that people and other tools give to the three settings. */
const mistakenKeys: Readonly<Record<string, string>> = {
  access_key: "aws_access_key_id",
  access_key_id: "aws_access_key_id",
  aws_access_key: "aws_access_key_id",
  aws_key_id: "aws_access_key_id",
  secret_key: "aws_secret_access_key",
  secret_access_key: "aws_secret_access_key",
  aws_secret_key: "aws_secret_access_key",
  aws_secret_access_key_id: "aws_secret_access_key",
  token: "aws_session_token",
  session_token: "aws_session_token",
  aws_token: "aws_session_token",
  aws_security_token: "aws_session_token",
};

/** What decides who signs; a key that is nearly one of them is one that somebody has mistyped. */
const settingNames = [
  ...credentialKeys,
  "role_arn",
  "source_profile",
  "credential_source",
  "credential_process",
  "web_identity_token_file",
  "mfa_serial",
  "external_id",
  "role_session_name",
  "duration_seconds",
  "sso_session",
  "sso_start_url",
  "sso_region",
  "sso_account_id",
  "sso_role_name",
  "login_session",
];

const misspelt = (key: string): string | undefined =>
  settingNames.includes(key) ? undefined : (nameSuggestion(key.replaceAll("-", "_"), settingNames) ?? undefined);

/** @param profiles The profiles that matter: what is odd about others hurts nobody. */
export function misreadings(file: TextOfFile, profiles: ReadonlySet<string>, dialect: GoV2Dialect): Misreading[] {
  const { kind, path, text } = file;
  const whole = wholeFile(file);
  if (whole) return [whole];
  const sections = parseGoV2(text, path, dialect);
  const properties = [...profiles].flatMap((profile) => {
    const section = sections.get(headerFor(kind, profile));
    return section ? [...inSection(section), ...onlyForTheCli(file, section)] : [];
  });
  return [...inHeaders(file, sections, profiles), ...properties, ...replacedDefault(file, sections, profiles)];
}

function wholeFile({ path, text }: TextOfFile): Misreading | null {
  const place: FilePlace = { kind: "file", path, line: 1, range: { start: 0, end: 0 } };
  if (text.includes("\0")) return { kind: "utf-16", place, written: "", meant: "" };
  const isOneLine = /\r[^\r]/u.test(text) && !text.includes("\n");
  return isOneLine ? { kind: "carriage returns", place, written: "", meant: "" } : null;
}

function inHeaders(file: TextOfFile, sections: Sections, profiles: ReadonlySet<string>): Misreading[] {
  const found: Misreading[] = [];
  let hasSection = false;
  const seen = new Set<string>();
  for (const line of linesOf(file.text)) {
    const marked = line.text.startsWith("\uFEFF");
    const text = marked ? line.text.slice(1) : line.text;
    if (!/^\s*\[/u.test(text)) {
      const key = /^([^=:[#;]+?)\s*[=:]/u.exec(text)?.[1]?.toLowerCase();
      const isLost = !hasSection && key !== undefined && credentialKeys.includes(key) && profiles.has("default");
      if (isLost) found.push({ kind: "no section", place: placeOf(file.path, line), written: key, meant: "[default]" });
      continue;
    }
    hasSection = true;
    const name = headerOf(text) ?? "";
    const isRelevant = [...profiles].some((profile) => headerFor(file.kind, profile) === name);
    if (isRelevant && seen.has(name)) {
      found.push({ kind: "repeated section", place: placeOf(file.path, line), written: `[${name}]`, meant: "" });
    }
    seen.add(name);
    const header = oddHeader(file.kind, text, marked);
    if (!header || !profiles.has(header.profile)) continue;
    const meant = headerFor(file.kind, header.profile);
    // Beside the header as it should be, another spelling is somebody else's.
    if (sections.has(meant)) continue;
    found.push({ kind: header.kind, place: placeOf(file.path, line), written: text.trim(), meant: `[${meant}]` });
  }
  return found;
}

/** What is wrong with a header, and which profile was meant. */
function oddHeader(
  kind: TextOfFile["kind"],
  text: string,
  marked: boolean,
): { readonly kind: MisreadingKind; readonly profile: string } | null {
  const header = headerOf(text);
  const inner = header ?? /^\s*\[\s*([^\]#;]*)/u.exec(text)?.[1]?.trim() ?? "";
  const prefix = /^profile\s+/iu.exec(inner)?.[0] ?? "";
  const bare = inner.slice(prefix.length);
  const profile = bare.replace(/^(["'])(.*)\1$/u, "$2");
  if (marked) return { kind: "byte order mark", profile };
  if (header === null) return { kind: "unclosed header", profile };
  if (bare !== profile) return { kind: "quoted name", profile };
  if (prefix === "" && bare !== "default" && equalFold(bare, "default"))
    return { kind: "capitals", profile: "default" };
  if (kind === "credentials") return prefix === "" ? null : { kind: "prefix superfluous", profile };
  if (prefix === "") return { kind: "prefix missing", profile };
  return prefix.startsWith("profile") ? null : { kind: "capitals", profile };
}

function inSection({ settings }: Section): Misreading[] {
  const found: Misreading[] = [];
  const isTemporary = accessKeyKind(settings.get("aws_access_key_id")?.value ?? "") === "temporary";
  for (const [key, { place, value, nested }] of settings) {
    const shell = /^(?:export|set|setx|\$env:)\s*(aws_\w+)$/u.exec(key)?.[1];
    if (shell !== undefined && credentialKeys.includes(shell)) {
      found.push({ kind: "shell syntax", place, written: key, meant: shell });
    }
    const meant = mistakenKeys[key] ?? misspelt(key);
    // Only a temporary key misses its token.
    const isMissed = meant !== "aws_session_token" || isTemporary;
    if (meant !== undefined && isMissed && !settings.has(meant))
      found.push({ kind: "unknown key", place, written: key, meant });
    for (const [inner, setting] of nested ?? []) {
      if (!credentialKeys.includes(inner) || settings.has(inner)) continue;
      found.push({ kind: "nested key", place: setting.place, written: inner, meant: key });
    }
    const isHalf = credentialKeys.slice(0, 2).includes(key) && value === "" && !nested;
    const other = settings.get(key === "aws_access_key_id" ? "aws_secret_access_key" : "aws_access_key_id");
    if (isHalf && other && other.value !== "") found.push({ kind: "empty half", place, written: key, meant: "" });
  }
  return found;
}

/** In a config file `[profile default]` takes the place of all that stands under `[default]`. */
function replacedDefault(file: TextOfFile, sections: Sections, profiles: ReadonlySet<string>): Misreading[] {
  const lost = sections.get("default");
  const winner = sections.get("profile default");
  if (file.kind !== "config" || !lost || !winner || !profiles.has("default")) return [];
  const keys = [...lost.settings.keys()].filter((key) => !winner.settings.has(key));
  if (keys.length === 0) return [];
  return [{ kind: "default replaced", place: lost.place, written: keys.join(", "), meant: "[default]" }];
}

/** Half a pair that no error is made of: a section of the same name in a later file, without keys, has wiped it out. */
export function lostHalves(merged: Sections, profiles: ReadonlySet<string>): Misreading[] {
  const [id = "", secret = ""] = credentialKeys;
  return [...profiles].flatMap((profile) => {
    const section = merged.get(profile);
    const halves = [id, secret].filter((key) => (section?.settings.get(key)?.value ?? "") !== "");
    const [half = ""] = halves;
    const place = section?.settings.get(half)?.place;
    const isLost = section?.problems.length === 0 && halves.length === 1 && place !== undefined;
    const other = half === id ? secret : id;
    return isLost && !section.settings.has(other) ? [{ kind: "lost half", place, written: half, meant: other }] : [];
  });
}

/** Values that Terraform frees from their quotes, or of what stands behind them. */
function onlyForTheCli({ text }: TextOfFile, { settings }: Section): Misreading[] {
  const lines = new Map([...linesOf(text)].map((line) => [line.number, line.text] as const));
  return [...settings].flatMap(([key, { place, value, nested }]): Misreading[] => {
    const [, raw = ""] = /[=:](.*)$/su.exec(lines.get(place.line) ?? "") ?? [];
    const written = raw.trim();
    if (nested || value === "" || written === value) return [];
    const isQuoted = /^(["']).*\1$/u.test(written);
    const hasComment = /[ \t][#;]/u.test(written);
    if (!isQuoted && !hasComment) return [];
    return [{ kind: isQuoted ? "quoted value" : "comment after value", place, written: key, meant: "" }];
  });
}
