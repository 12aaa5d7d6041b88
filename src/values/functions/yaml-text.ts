import { formatNumber } from "../number-text.ts";
import type { Value } from "../value.ts";

/** The YAML that `yamlencode` makes of a known value: strings in double quotes, or as a literal block when they have lines. */
export function toYaml(value: Value): string {
  const text = emit(value, 0).replace(/^[ \n]/, "");
  // A document that is only a plain scalar could go on: its end is marked.
  const isPlain = value.kind === "number" || value.kind === "bool" || value.kind === "null";
  return isPlain ? `${text}...\n` : text;
}

/** What stands behind the dash or colon: begins with a blank or a line break, ends with a line break. */
function emit(value: Value, indent: number): string {
  const margin = " ".repeat(indent);
  switch (value.kind) {
    case "sequence": {
      if (value.elements.length === 0) return " []\n";
      return `\n${value.elements.map((element) => `${margin}-${compact(element, indent)}`).join("")}`;
    }
    case "mapping": {
      if (value.entries.size === 0) return " {}\n";
      const lines = Array.from(value.entries, ([key, element]) => {
        const nested = element.kind === "sequence" ? emit(element, indent) : emit(element, indent + 2);
        return `${margin}${quotedKey(key)}:${nested}`;
      });
      return `\n${lines.join("")}`;
    }
    case "string":
      return value.text.includes("\n") && isPlainBlock(value.text)
        ? literalBlock(value.text, indent)
        : ` ${doubleQuoted(value.text)}\n`;
    case "number":
      return ` ${formatNumber(value.number)}\n`;
    case "bool":
      return ` ${String(value.truth)}\n`;
    case "null":
    case "unknown":
      return " null\n";
  }
}

/** An element of a sequence: a structure begins on the dash's own line. */
function compact(value: Value, indent: number): string {
  const text = emit(value, indent + 2);
  return text.startsWith("\n") ? ` ${text.slice(1 + indent + 2)}` : text;
}

const quotedKey = (key: string): string => doubleQuoted(key);

/** A literal block keeps neither blanks before a line break nor characters that can't be printed. */
const isPlainBlock = (text: string): boolean => !/ \n| $|[\0-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ufeff]/.test(text); // eslint-disable-line no-control-regex -- those can't be printed

function literalBlock(text: string, indent: number): string {
  const margin = " ".repeat(Math.max(indent, 2));
  const hint = /^[ \n]/.test(text) ? "2" : "";
  const end = text.endsWith("\n\n") || text === "\n" ? "+" : text.endsWith("\n") ? "" : "-";
  const lines = text.replace(/\n$/, "").split("\n");
  return ` |${hint}${end}\n${lines.map((line) => (line === "" ? "\n" : `${margin}${line}\n`)).join("")}`;
}

const named: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\x07": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  "\x1b": "\\e",
  '"': '\\"',
  "\\": "\\\\",
  "\x85": "\\N",
  "\xa0": "\\_",
  "\u2028": "\\L",
  "\u2029": "\\P",
};

/** libyaml's double-quoted style, with Unicode as it is. */
function doubleQuoted(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is escaped
  const escaped = text.replace(/["\\\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => {
    const code = character.charCodeAt(0);
    const digits = code.toString(16).toUpperCase();
    return named[character] ?? (code > 0xff ? `\\u${digits.padStart(4, "0")}` : `\\x${digits.padStart(2, "0")}`);
  });
  return `"${escaped}"`;
}
