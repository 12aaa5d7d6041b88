/** Character classes of HCL, by UTF-16 code or code point. */
import { undecodedIdentifierLength } from "./undecoded-identifiers.ts";

const identifierPart = new Uint8Array(128);
for (const letter of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") {
  identifierPart[letter.charCodeAt(0)] = 1;
}

/** Length in UTF-16 units of the character at `at` if an identifier may begin with it, else 0. */
export function identifierStartLength(source: string, at: number): number {
  const code = source.charCodeAt(at);
  if (code < 128) return identifierPart[code] === 1 && !isDigit(code) && code !== 0x2d ? 1 : 0;
  return isUndecodedByte(code)
    ? undecodedIdentifierLength(source, at, true)
    : matchLength(source, at, /^\p{ID_Start}$/u);
}

/** Offset after the identifier that goes on at `at`. */
export function identifierEnd(source: string, at: number): number {
  for (;;) {
    const code = source.charCodeAt(at);
    if (code < 128) {
      if (identifierPart[code] !== 1) return at;
      at++;
    } else {
      const length = isUndecodedByte(code)
        ? undecodedIdentifierLength(source, at, false)
        : matchLength(source, at, /^\p{ID_Continue}$/u);
      if (length === 0) return at;
      at += length;
    }
  }
}

/** The patterns stand where they are used: V8 reads Unicode's tables as soon as it meets one, and hardly a file needs it. */
function matchLength(source: string, at: number, pattern: RegExp): number {
  const code = source.codePointAt(at);
  if (code === undefined) return 0;
  const character = String.fromCodePoint(code);
  return pattern.test(character) ? character.length : 0;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}

/** Length in UTF-16 units of the character at `at`; 0 for a byte that HashiCorp's scanner can't read as UTF-8. */
export function characterLength(source: string, at: number): number {
  const code = source.charCodeAt(at);
  if (code < 0xd800 || code > 0xdfff) return 1;
  if (code <= 0xdbff) return (source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return isUndecodedByte(code) ? looseSequenceLength(source, at, code & 0xff) : 1;
}

/**
 * A byte that is part of no well-formed UTF-8 sequence stands in a decoded source as the lone surrogate U+DC00 + byte
 * (see `decode`), so that it keeps its place and length and can't be taken for a character.
 */
export function isUndecodedByte(code: number): boolean {
  return code >= 0xdc80 && code <= 0xdcff;
}

/** HashiCorp's scanner looks at lead and continuation bytes only: overlong forms and surrogates are characters to it. */
function looseSequenceLength(source: string, at: number, lead: number): number {
  const length = lead < 0xc0 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf8 ? 4 : 0;
  for (let i = 1; i < length; i++) {
    const code = source.charCodeAt(at + i);
    if (!(code >= 0xdc80 && code <= 0xdcbf)) return 0;
  }
  return length;
}

/** Go's `unicode.IsSpace`, which differs from JavaScript's `trim` in U+0085 and U+FEFF. */
export function isSpace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Offset of the first character at or after `start` that is no space; `end` when there is none. */
export function skipSpaces(text: string, start = 0, end = text.length): number {
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  return start;
}

/** Offset after the last character before `end` that is no space; `start` when there is none. */
export function skipSpacesBackwards(text: string, start = 0, end = text.length): number {
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}
