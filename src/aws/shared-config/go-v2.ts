import { before, trimEnd, trimSpace } from "../go.ts";
import { linesOf, placeOf } from "./lines.ts";
import type { Line } from "./lines.ts";
import { newSection } from "./section.ts";
import type { Section, Sections, Setting } from "./section.ts";

export interface GoV2Dialect {
  /** `config` modules 1.25.4 to 1.26.5 resolve `\"`, `\'` and `\n` in values. */
  readonly backslashEscapes: boolean;
  /** False for the `config` modules 1.21 to 1.25.3, which lose indented keys (hashicorp/terraform-provider-aws#34234). */
  readonly indentedKeys: boolean;
}

/**
 * Reads a shared file as the AWS SDK for Go v2 does (module `config`, package `internal/ini`). Nothing is an error: lines that it
 * doesn't understand are ignored.
 */
export function parseGoV2(text: string, path: string, dialect: GoV2Dialect): Sections {
  const sections = new Map<string, Section>();
  const open: { section: Section | null; key: string | null } = { section: null, key: null };

  const set = (key: string, value: string, line: Line): void => {
    if (!open.section) return;
    open.key = key;
    open.section.settings.set(key, { value, place: placeOf(path, line) });
  };

  for (const line of linesOf(text)) {
    if (trimSpace(line.text) === "" || /^[ \t]*[#;]/.test(line.text)) continue;
    const header = headerOf(line.text);
    if (header !== null) {
      open.key = null;
      open.section = sections.get(header) ?? newSection(header, placeOf(path, line));
      // A nameless header switches the section off: what follows belongs to nothing.
      if (header === "") open.section = null;
      else sections.set(header, open.section);
      continue;
    }
    if (!/^[ \t]/.test(line.text)) {
      const property = splitProperty(trimEnd(withoutComment(line.text), /[ \t]/), dialect);
      if (property) set(property.key, property.value, line);
      continue;
    }
    const content = line.text.replace(/^[ \t]+/, "");
    const property = splitProperty(content, dialect);
    const current = open.key === null ? undefined : open.section?.settings.get(open.key);
    if (!property) {
      if (current && current.value !== "") current.value += `\n${content}`;
    } else if (current?.value === "") {
      current.nested ??= new Map<string, Setting>();
      current.nested.set(property.key, { value: property.value, place: placeOf(path, line) });
    } else if (dialect.indentedKeys) {
      set(property.key, trimSpace(withoutComment(property.value)), line);
    }
  }
  return sections;
}

/** The section key of `[type name]` or `[name]`, with one space between; `null` when the line is no header. */
export function headerOf(line: string): string | null {
  const trimmed = trimSpace(before(before(line, "#"), ";"));
  if (!trimmed.startsWith("[") || !trimmed.endsWith("]") || trimmed.length < 2) return null;
  const inner = trimSpace(trimmed.slice(1, -1));
  const typed = /^([^ \t]+)[ \t]+(.*)$/s.exec(inner);
  return typed ? `${typed[1] ?? ""} ${typed[2] ?? ""}` : inner;
}

function withoutComment(text: string): string {
  return [" #", " ;", "\t#", "\t;"].reduce(before, text);
}

function splitProperty(text: string, dialect: GoV2Dialect): { key: string; value: string } | null {
  const separator = /[=:]/.exec(text)?.index;
  if (separator === undefined) return null;
  let value = unquote(trimSpace(text.slice(separator + 1)));
  if (dialect.backslashEscapes) value = value.replaceAll('\\"', '"').replaceAll("\\'", "'").replaceAll("\\n", "\n");
  return { key: trimSpace(text.slice(0, separator)).toLowerCase(), value };
}

function unquote(value: string): string {
  return value.length > 1 && /^(["']).*\1$/s.test(value) ? value.slice(1, -1) : value;
}
