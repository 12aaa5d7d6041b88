import { trim, trimEnd } from "../go.ts";
import type { FilePlace } from "../place.ts";
import { newSection } from "./section.ts";
import type { Section, Setting } from "./section.ts";

/** Python's `configparser` stopped: what it found, and where. */
export interface BotocoreError {
  readonly error:
    "no section header" | "repeated section" | "repeated key" | "not a setting" | "invalid nested setting";
  readonly place: FilePlace;
}

interface Open {
  section: Section | null;
  setting: Setting | null;
  indent: number;
}

/**
 * Reads a shared file as botocore does: Python's strict `configparser` without a default section, then nested settings under keys
 * whose value begins on the next line. Unlike the Go SDK it keeps quotes and inline comments, and stops at anything odd.
 */
export function parseBotocore(text: string, path: string): ReadonlyMap<string, Section> | BotocoreError {
  const sections = new Map<string, Section>();
  const open: Open = { section: null, setting: null, indent: 0 };
  const shift = text.startsWith("\uFEFF") ? 1 : 0;
  let odd: BotocoreError | null = null;
  let number = 0;

  for (const match of text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)) {
    if (match[0] === "") break;
    number++;
    const line = trimEnd(match[0], /[\r\n]/);
    const value = strip(line);
    if (value === "") {
      if (open.setting) open.setting.value += "\n";
      continue;
    }
    if (value.startsWith("#") || value.startsWith(";")) continue;
    const indent = line.indexOf(value);
    const start = match.index + indent - shift;
    const range = { start: Math.max(0, start), end: start + value.length };
    const place: FilePlace = { kind: "file", path, line: number, range };

    if (open.section && open.setting && indent > open.indent) {
      open.setting.value += `\n${value}`;
      continue;
    }
    open.indent = indent;
    const header = /^\[(.+)\]/.exec(value)?.[1];
    if (header !== undefined) {
      if (sections.has(header)) return { error: "repeated section", place };
      open.section = newSection(header, place);
      open.setting = null;
      sections.set(header, open.section);
    } else if (!open.section) {
      return { error: "no section header", place };
    } else {
      const separator = value.search(/[=:]/);
      const name = value.slice(0, Math.max(0, separator)).trimEnd();
      if (name === "") {
        odd ??= { error: "not a setting", place };
        continue;
      }
      const key = name.toLowerCase();
      if (open.section.settings.has(key)) return { error: "repeated key", place };
      open.setting = { value: value.slice(separator + 1).trim(), place };
      open.section.settings.set(key, open.setting);
    }
  }
  return odd ?? nest(sections);
}

/** `str.strip()`; Python counts U+001C to U+001F and U+0085 as white space, and not the byte order mark. */
const strip = (line: string): string => trim(line, blank);
const blank = new RegExp(["[^\\S\\uFEFF]", "[\\x1c-\\x1f\\x85]"].join("|"));

/** A value that begins with a line break holds `key = value` lines of its own. */
function nest(sections: ReadonlyMap<string, Section>): ReadonlyMap<string, Section> | BotocoreError {
  for (const section of sections.values()) {
    for (const setting of section.settings.values()) {
      setting.value = setting.value.trimEnd();
      if (!setting.value.startsWith("\n")) continue;
      const nested = new Map<string, Setting>();
      for (const line of setting.value.split("\n")) {
        if (line.trim() === "") continue;
        const equals = line.indexOf("=");
        if (equals < 0) return { error: "invalid nested setting", place: setting.place };
        nested.set(line.slice(0, equals).trim(), { value: line.slice(equals + 1).trim(), place: setting.place });
      }
      setting.nested = nested;
    }
  }
  return sections;
}
