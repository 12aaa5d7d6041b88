import type { Range } from "../../hcl/ast.ts";

/** The alphabet of base64, which is also that of every part of an AWS credential. */
const inAlphabet = new Uint8Array(128);
for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
  inAlphabet[letter.charCodeAt(0)] = 1;
}

const backslash = 0x5c;
const lowerU = 0x75;

/**
 * The longest stretches of letters, digits, `+` and `/` in a text that have at least `least` characters.
 *
 * Looks at the last character of each window first, so that ordinary text is skipped a window at a time. A stretch right
 * after a backslash begins behind the escape sequence: in `"\nAKIA…"` the `n` is no letter of the key.
 */
export function* runs(text: string, least: number, from = 0, to = text.length): Generator<Range> {
  let start = from;
  while (start + least <= to) {
    let at = start + least - 1;
    while (at >= start && isMember(text, at)) at -= 1;
    if (at >= start) {
      start = at + 1;
      continue;
    }
    let end = start + least;
    while (end < to && isMember(text, end)) end += 1;
    const begin = start + escapeLength(text, start, from);
    if (end - begin >= least) yield { start: begin, end };
    start = end + 1;
  }
}

function isMember(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 && inAlphabet[code] === 1;
}

/** How much of what begins at `start` belongs to an escape sequence whose backslash stands before it. */
function escapeLength(text: string, start: number, from: number): number {
  let backslashes = 0;
  while (start - backslashes > from && text.charCodeAt(start - backslashes - 1) === backslash) backslashes += 1;
  if (backslashes % 2 === 0) return 0;
  return text.charCodeAt(start) === lowerU ? 5 : 1;
}
