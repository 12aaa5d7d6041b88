/** Tokens of JSON as HCL's JSON parser (hcl/json/scanner.go) sees them: lax, so that the parser can say what is wrong. */
export type JsonTokenKind =
  "{" | "}" | "[" | "]" | "," | ":" | "=" | "keyword" | "string" | "number" | "end" | "invalid";

export interface JsonToken {
  readonly kind: JsonTokenKind;
  readonly start: number;
  readonly end: number;
}

const punctuation = "{}[],:=";
const inNumber = /[-+.eE0-9]*/y;
const inKeyword = /[A-Za-z_]*/y;

/** The next token at or after `at`. What follows an invalid one is of no account. */
export function scanJson(text: string, at: number): JsonToken {
  const start = skipBlanks(text, at);
  if (start >= text.length) return { kind: "end", start: text.length, end: text.length };
  const first = text.charAt(start);
  if (punctuation.includes(first)) return { kind: first as JsonTokenKind, start, end: start + 1 };
  if (first === '"') return { kind: "string", start, end: stringEnd(text, start) };
  if (/[-+.0-9]/.test(first)) return { kind: "number", start, end: matchEnd(inNumber, text, start) };
  if (/[A-Za-z]/.test(first)) return { kind: "keyword", start, end: matchEnd(inKeyword, text, start) };
  return { kind: "invalid", start, end: start + 1 };
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at++;
  }
}

/** A control character ends a string, too: the parser then finds it unterminated. */
function stringEnd(text: string, start: number): number {
  let isEscaping = false;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20) return at;
    if (code === 0x22 && !isEscaping) return at + 1;
    isEscaping = code === 0x5c && !isEscaping;
  }
  return text.length;
}

function matchEnd(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  pattern.test(text);
  return Math.max(pattern.lastIndex, start + 1);
}

/** The deepest nesting of braces and brackets. */
export function jsonDepth(text: string): { readonly depth: number; readonly at: number } {
  let depth = 0;
  let deepest = { depth: 0, at: 0 };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = stringEnd(text, at) - 1;
    else if (code === 0x5b || code === 0x7b) {
      depth++;
      if (depth > deepest.depth) deepest = { depth, at };
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return deepest;
}
