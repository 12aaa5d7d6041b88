import { type BigFloat, isInteger } from "./number.ts";
import { type Decimal, plain, roundDecimal, shortestDecimal, toDecimal } from "./number-text.ts";

/** Go's notations for floating point numbers: with exponent, plain, and the one of both that fits the size. */
export type Notation = "e" | "E" | "f" | "g" | "G";

/** `d.ddde±dd`: so many digits after the point, or with `null` those that there are. */
function scientific({ digits, point }: Decimal, fractionDigits: number | null, letter: string): string {
  const first = digits.charAt(0) || "0";
  const rest =
    fractionDigits === null ? digits.slice(1) : digits.slice(1, fractionDigits + 1).padEnd(fractionDigits, "0");
  const exponent = digits === "" ? 0 : point - 1;
  const sign = exponent < 0 ? "-" : "+";
  return `${first}${rest === "" ? "" : `.${rest}`}${letter}${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/**
 * The magnitude of a finite number as Go's `big.Float.Text(notation, precision)` writes it, without sign. `precision` counts the
 * digits after the point, for `g` all digits; `null` stands for the fewest that identify the number.
 */
export function notate(x: BigFloat, notation: Notation, precision: number | null): string {
  const letter = notation === notation.toLowerCase() ? "e" : "E";
  switch (notation) {
    case "e":
    case "E":
      return scientific(
        precision === null ? shortestDecimal(x) : roundDecimal(toDecimal(x), precision + 1),
        precision,
        letter,
      );
    case "f": {
      if (precision === null) return plain(shortestDecimal(x));
      const exact = toDecimal(x);
      return plain(roundDecimal(exact, exact.point + precision), precision);
    }
    case "g":
    case "G": {
      const count = precision === 0 ? 1 : precision;
      const decimal = count === null ? shortestDecimal(x) : roundDecimal(toDecimal(x), count);
      const { digits, point } = decimal;
      const limit = count === null ? 6 : count > digits.length && digits.length >= point ? digits.length : count;
      const exponent = digits === "" ? -1 : point - 1;
      return exponent < -4 || exponent >= limit ? scientific(decimal, null, letter) : plain(decimal);
    }
  }
}

/** Go's `String()` of a number: ten digits in the notation that fits. */
export function goString(x: BigFloat): string {
  const sign = x.negative ? "-" : "";
  if (x.form === "infinite") return `${sign || "+"}Inf`;
  if (isInteger(x) && x.mantissa === 0n) return `${sign}0`;
  return sign + notate(x, "g", 10);
}
