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

let segmenter: Intl.Segmenter | undefined;

/** The text's grapheme clusters: what Terraform counts as characters. */
export function graphemes(text: string): readonly string[] {
  if (plainAscii.test(text)) return text.split("");
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

export const countGraphemes = (text: string): number => (plainAscii.test(text) ? text.length : graphemes(text).length);

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

const named: Readonly<Record<string, string>> = {
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  '"': '\\"',
  "\\": "\\\\",
};

/** The text in quotes as Go's `%q` prints it: what the errors of Terraform show. */
export function quoted(text: string): string {
  const escaped = text.replace(/["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const digits = code.toString(16);
    if (named[character] !== undefined) return named[character];
    if (code < 0x80) return `\\x${digits.padStart(2, "0")}`;
    return code > 0xffff ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
  });
  return `"${escaped}"`;
}

/** How many single characters must be changed, added or removed to come from one word to the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The name that was probably meant: the nearest that is less than three changes away (HCL's threshold), else `null`. */
export function nearestName(given: string, names: Iterable<string>): string | null {
  let nearest: string | null = null;
  let best = 3;
  for (const name of names) {
    if (Math.abs(name.length - given.length) >= best) continue;
    const distance = editDistance(given, name);
    if (distance >= best) continue;
    best = distance;
    nearest = name;
  }
  return nearest;
}
