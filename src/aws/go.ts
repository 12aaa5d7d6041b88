import { goQuote as quote } from "../hcl/go-quote.ts";

/**
 * How Go reads and writes text, where it differs from JavaScript: the programs that are followed here are written in Go, and their
 * messages quote values its way.
 */

export { quote };

/** `unicode.IsSpace`; unlike JavaScript's white space it has U+0085 and lacks the byte order mark. */
const space = /[\t\n\v\f\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;

/** `strings.TrimSpace`. */
export function trimSpace(text: string): string {
  return trim(text, space);
}

/** Text without the leading and trailing characters that match; in linear time, which an expression for the end doesn't promise. */
export function trim(text: string, character: RegExp): string {
  let start = 0;
  while (start < text.length && character.test(text.charAt(start))) start++;
  return trimEnd(text.slice(start), character);
}

export function trimEnd(text: string, character: RegExp): string {
  let end = text.length;
  while (end > 0 && character.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** The part before the first `separator`, or all of it: the first result of `strings.Cut`. */
export function before(text: string, separator: string): string {
  const index = text.indexOf(separator);
  return index < 0 ? text : text.slice(0, index);
}

const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };

/**
 * `strconv.ParseInt(text, 10, 64)`: the number, or Go's reason.
 */
export function parseInt64(text: string): { readonly value: bigint } | { readonly error: string } {
  const problem = (reason: string): { error: string } => ({
    error: `strconv.ParseInt: parsing ${quote(text)}: ${reason}`,
  });
  if (!/^[+-]?[0-9]+$/.test(text)) return problem("invalid syntax");
  const value = BigInt(text.replace(/^\+/, ""));
  return value < int64.min || value > int64.max ? problem("value out of range") : { value };
}

/** `strconv.ParseInt(text, 0, 64)`: prefixes `0x`, `0o`, `0b`, `0`, and underscores between digits; `null` when it is none. */
export function parseIntAnyBase(text: string): bigint | null {
  const match =
    /^([+-]?)(0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*|0[bB]_?[01]+(?:_[01]+)*|0[oO]?_?[0-7]+(?:_[0-7]+)*|0|[1-9][0-9]*(?:_[0-9]+)*)$/.exec(
      text,
    );
  if (!match) return null;
  const digits = (match[2] ?? "").replaceAll("_", "").toLowerCase();
  const magnitude = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const value = match[1] === "-" ? -magnitude : magnitude;
  return value < int64.min || value > int64.max ? null : value;
}

/** `strings.EqualFold` for text that is compared with ASCII words. */
export const equalFold = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
