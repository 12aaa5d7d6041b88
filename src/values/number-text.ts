import { TooLarge } from "./budget.ts";
import { type BigFloat, bitLength, divide, fromInteger, isInteger, round, textPrecision, truncate } from "./number.ts";

const decimal = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:([eEpP])([+-]?\d+))?$/;
const infinity = /^([+-]?)[iI]nf$/;

/** More digits than this, or a power of ten beyond it, are not computed. */
const digitLimit = 100_000;

/** Reads a number as cty's `ParseNumberVal` does (Go's `big.ParseFloat`, base 10, 512 bits); `null` when it is none. */
export function parseNumber(text: string): BigFloat | null {
  const match = decimal.exec(text);
  if (match === null) {
    const sign = infinity.exec(text);
    return sign && { form: "infinite", negative: sign[1] === "-", mantissa: 0n, exponent: 0, precision: textPrecision };
  }
  const [, sign, whole = "", fraction = match[4] ?? "", , marker, exponent = "0"] = match;
  const power = Number(exponent);
  if (whole.length + fraction.length > digitLimit || Math.abs(power) > digitLimit) {
    throw new TooLarge("a number of more digits than are worth writing");
  }
  const digits = BigInt(whole + fraction);
  // Go reads `1p3` as 1 × 2³ in base 10, too.
  const binary = marker === "p" || marker === "P";
  const tens = (binary ? 0 : power) - fraction.length;
  const magnitude = scaled(digits, tens, binary ? power : 0);
  return { ...magnitude, negative: sign === "-" };
}

function scaled(digits: bigint, tens: number, twos: number): BigFloat {
  const exact = (value: bigint): BigFloat => ({ ...fromInteger(value), precision: textPrecision });
  const value =
    tens >= 0
      ? round(exact(digits * 10n ** BigInt(tens)), textPrecision)
      : divide(exact(digits), exact(10n ** BigInt(-tens)));
  return value.mantissa === 0n ? value : { ...value, exponent: value.exponent + twos };
}

/** Decimal digits `0.d₁d₂… × 10^point`, without zeros at the end; none for zero. */
export interface Decimal {
  readonly digits: string;
  readonly point: number;
}

function exactDecimal(mantissa: bigint, exponent: number): Decimal {
  const digits = (exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(-exponent)).toString();
  const trimmed = digits.replace(/0+$/, "");
  return trimmed === "" ? { digits: "", point: 0 } : { digits: trimmed, point: digits.length + Math.min(0, exponent) };
}

/** The number's exact digits. */
export const toDecimal = (x: BigFloat): Decimal => exactDecimal(x.mantissa, x.exponent);

function roundedUp(digits: string): { readonly digits: string; readonly carried: boolean } {
  const kept = digits.replace(/9+$/, "");
  if (kept === "") return { digits: "1", carried: true };
  return { digits: kept.slice(0, -1) + String(Number(kept.at(-1)) + 1), carried: false };
}

/** The digits cut to a count, as a number that is rounded down or up. */
function cut({ digits, point }: Decimal, count: number, up: boolean): Decimal {
  const kept = digits.slice(0, count);
  if (up) {
    const next = roundedUp(kept);
    return { digits: next.digits, point: next.carried ? point + 1 : point };
  }
  const trimmed = kept.replace(/0+$/, "");
  return trimmed === "" ? { digits: "", point: 0 } : { digits: trimmed, point };
}

/** Rounds to so many digits, to the nearest; what lies exactly half-way goes to the even digit. */
export function roundDecimal(decimal: Decimal, count: number): Decimal {
  const { digits } = decimal;
  if (count < 0 || count >= digits.length) return count < 0 ? { digits: "", point: 0 } : decimal;
  const next = digits.charAt(count);
  const halfway = next === "5" && count + 1 === digits.length;
  return cut(decimal, count, halfway ? count > 0 && Number(digits.charAt(count - 1)) % 2 === 1 : next >= "5");
}

/**
 * The fewest digits that still read back as this number in its precision: what Go's `Text(…, -1)` prints. Digits are taken until
 * cutting (or rounding up) there stays between the half-way points to the neighbouring numbers.
 */
export function shortestDecimal(x: BigFloat): Decimal {
  const exact = toDecimal(x);
  if (exact.digits === "" || (isInteger(x) && bitLength(x.mantissa) + x.exponent < x.precision)) return exact;
  const shift = x.precision + 1 - bitLength(x.mantissa);
  const halves = x.mantissa << BigInt(shift);
  const lower = exactDecimal(halves - 1n, x.exponent - shift).digits;
  const upper = exactDecimal(halves + 1n, x.exponent - shift).digits;
  const inclusive = (halves & 2n) === 0n;
  for (let i = 0; i < exact.digits.length; i++) {
    const digit = exact.digits.charAt(i);
    const low = lower.charAt(i) || "0";
    const high = upper.charAt(i) || "0";
    const down = low !== digit || (inclusive && i + 1 === lower.length);
    const up = digit !== high && (inclusive || Number(digit) + 1 < Number(high) || i + 1 < upper.length);
    if (down && up) return roundDecimal(exact, i + 1);
    if (down || up) return cut(exact, i + 1, up);
  }
  return exact;
}

/** Plain notation with so many digits after the point, or with those that there are. */
export function plain({ digits, point }: Decimal, fractionDigits = Math.max(0, digits.length - point)): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  if (fractionDigits === 0) return whole;
  const fraction = point >= 0 ? digits.slice(point) : "0".repeat(-point) + digits;
  return `${whole}.${fraction.slice(0, fractionDigits).padEnd(fractionDigits, "0")}`;
}

/** A number as Terraform turns it into a string and into JSON: all its digits, no exponent; `-0` keeps its sign. */
export function formatNumber(x: BigFloat): string {
  const sign = x.negative ? "-" : "";
  if (x.form === "infinite") return x.negative ? "-Inf" : "+Inf";
  if (isInteger(x) && bitLength(x.mantissa) + x.exponent < x.precision) {
    const whole = truncate(x);
    return whole === 0n ? `${sign}0` : whole.toString();
  }
  return sign + plain(shortestDecimal(x));
}
