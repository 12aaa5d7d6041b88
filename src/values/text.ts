import { countGraphemes, graphemes } from "../hcl/graphemes.ts";

/** Orders strings by code points, which is the byte order of their UTF-8: Go's order, and Terraform's. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    // Surrogates stand for code points above all that one unit can hold.
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

const ascii = /^[\0-\x7f]*$/;

/** Unicode's NFC, in which Terraform keeps every string. */
export const normalized = (text: string): string =>
  ascii.test(text) ? text : text.replace(/\p{Cs}/gu, "\ufffd").normalize("NFC");

// In ASCII only CR LF is more than one character to a grapheme cluster.
const plainAscii = /^[\0-\x0c\x0e-\x7f]*$/; // eslint-disable-line no-control-regex -- see above

/** The text's grapheme clusters: what Terraform counts as characters. */
export const characters = (text: string): readonly string[] =>
  plainAscii.test(text) ? text.split("") : [...graphemes(text)];

export const countCharacters = (text: string): number => (plainAscii.test(text) ? text.length : countGraphemes(text));

const encoder = new TextEncoder();

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** `null` for bytes that are no UTF-8. A byte order mark is part of the text. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
