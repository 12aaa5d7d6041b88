/** A value of JSON. Objects are maps: JavaScript's objects would put keys that look like integers first. */
export type JsonValue = string | boolean | null | JsonNumber | readonly JsonValue[] | JsonObject;

/** The entries are written in the byte order of their keys, whatever their order here. */
export type JsonObject = ReadonlyMap<string, JsonValue>;

/** A number by its text. */
export interface JsonNumber {
  readonly number: string;
}

/** JSON as Go's `json.Marshal` writes it: no blanks, sorted keys, `<`, `>` and `&` escaped. */
export function jsonText(value: JsonValue): string {
  if (typeof value === "string") return jsonString(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (value instanceof Map) return objectText(value as JsonObject);
  if (isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  return (value as JsonNumber).number;
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function objectText(object: JsonObject): string {
  const entries = [...object].sort(([a], [b]) => compareUtf8(a, b));
  return `{${entries.map(([key, value]) => `${jsonString(key)}:${jsonText(value)}`).join(",")}}`;
}

/** What `JSON.stringify` leaves as it is and Go does not; a lone surrogate stands for what is no UTF-8. */
const special = /[<>&\u2028\u2029]|\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\\\/g;

function jsonString(text: string): string {
  return JSON.stringify(text).replace(special, escaped);
}

function escaped(match: string): string {
  if (match === "\\\\") return match;
  if (match.length > 1) return "\\ufffd";
  return `\\u${match.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Order of the UTF-8 bytes: that of UTF-16 units, but for surrogates, which stand for what comes last. */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

function rank(code: number): number {
  return code >= 0xd800 && code <= 0xdfff ? code + 0x2800 : code;
}
