import { TooLarge } from "./budget.ts";

/**
 * A number as Terraform has it: Go's `big.Float`, a binary floating point number with its own precision in bits (512 for what
 * is written in a configuration or read from text, 64 for counts that Terraform itself makes, 53 for results of `pow` and `log`).
 * The value is `mantissa × 2^exponent`; the mantissa of anything but zero is odd, so that equal numbers look equal.
 */
export interface BigFloat {
  readonly form: "finite" | "infinite";
  readonly negative: boolean;
  /** Not negative. */
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly precision: number;
}

/** Bits of precision of numbers in configurations, by cty's `ParseNumberVal`. */
export const textPrecision = 512;
const integerPrecision = 64;
const doublePrecision = 53;

/** Numbers beyond 2^±this are not computed: writing one down takes a hundred thousand digits. */
const exponentLimit = 400_000;

/** An operation that has no result, in Go's `big.ErrNaN`: ∞ - ∞, 0 × ∞, 0 / 0. The message is empty where the caller has the words. */
export class NotANumber extends Error {
  override readonly name = "NotANumber";
}

export const bitLength = (value: bigint): number => {
  if (value === 0n) return 0;
  const hex = value.toString(16);
  return hex.length * 4 - (Math.clz32(parseInt(hex.charAt(0), 16)) - 28);
};

/** Rounds to the nearest, ties to even. `inexact`: the true value is a little more than the given one. */
function finite(negative: boolean, mantissa: bigint, exponent: number, precision: number, inexact = false): BigFloat {
  let rounded = mantissa;
  let scale = exponent;
  const excess = bitLength(rounded) - precision;
  if (excess > 0) {
    const unit = 1n << BigInt(excess);
    const rest = rounded & (unit - 1n);
    const half = unit >> 1n;
    rounded >>= BigInt(excess);
    scale += excess;
    if (rest > half || (rest === half && (inexact || (rounded & 1n) === 1n))) rounded += 1n;
  }
  if (rounded === 0n) return { form: "finite", negative, mantissa: 0n, exponent: 0, precision };
  const zeros = bitLength(rounded & -rounded) - 1;
  if (zeros > 0) {
    rounded >>= BigInt(zeros);
    scale += zeros;
  }
  if (Math.abs(scale) > exponentLimit) throw new TooLarge("a number of more digits than are worth writing");
  return { form: "finite", negative, mantissa: rounded, exponent: scale, precision };
}

const infinite = (negative: boolean, precision: number): BigFloat => ({
  form: "infinite",
  negative,
  mantissa: 0n,
  exponent: 0,
  precision,
});

/** A whole number as Terraform's own code makes it, from a count or an index. */
export const fromInteger = (value: number | bigint): BigFloat => {
  const whole = BigInt(value);
  const magnitude = whole < 0n ? -whole : whole;
  return finite(whole < 0n, magnitude, 0, Math.max(integerPrecision, bitLength(magnitude)));
};

/** The integer in the precision that is given, as Go's `SetInt` on a number that has one. */
export const withInteger = (value: bigint, precision: number): BigFloat =>
  finite(value < 0n, value < 0n ? -value : value, 0, precision);

/** @throws NotANumber for NaN */
export function fromDouble(value: number): BigFloat {
  if (Number.isNaN(value)) throw new NotANumber();
  const negative = value < 0 || Object.is(value, -0);
  if (!Number.isFinite(value)) return infinite(negative, doublePrecision);
  let magnitude = Math.abs(value);
  let exponent = 0;
  while (!Number.isInteger(magnitude)) {
    magnitude *= 2;
    exponent--;
  }
  return finite(negative, BigInt(magnitude), exponent, doublePrecision);
}

export const zero = fromInteger(0);
export const one = fromInteger(1);
export const minusOne = fromInteger(-1);

export const isZero = (x: BigFloat): boolean => x.form === "finite" && x.mantissa === 0n;
export const isInteger = (x: BigFloat): boolean => x.form === "finite" && x.exponent >= 0;

/** Like Go's `Sign`: zero has none, negative or not. */
export const sign = (x: BigFloat): -1 | 0 | 1 => (isZero(x) ? 0 : x.negative ? -1 : 1);

export const negate = (x: BigFloat): BigFloat => ({ ...x, negative: !x.negative });
export const absolute = (x: BigFloat): BigFloat => (x.negative ? negate(x) : x);

/** The whole part, towards zero. */
export function truncate(x: BigFloat): bigint {
  const magnitude = x.exponent >= 0 ? x.mantissa << BigInt(x.exponent) : x.mantissa >> BigInt(-x.exponent);
  return x.negative ? -magnitude : magnitude;
}

/** The same value in another precision. */
export const round = (x: BigFloat, precision: number): BigFloat =>
  x.form === "infinite" ? { ...x, precision } : finite(x.negative, x.mantissa, x.exponent, precision);

export function toDouble(x: BigFloat): number {
  const magnitude = x.form === "infinite" ? Infinity : double(x);
  return x.negative ? -magnitude : magnitude;
}

function double(x: BigFloat): number {
  // Below 2^-1022 doubles have fewer bits, so that the precision must be less, too.
  const size = bitLength(x.mantissa) + x.exponent;
  const { mantissa, exponent } = finite(
    false,
    x.mantissa,
    x.exponent,
    Math.max(1, Math.min(doublePrecision, size + 1074)),
  );
  const half = Math.trunc(exponent / 2);
  return Number(mantissa) * 2 ** half * 2 ** (exponent - half);
}

export function compare(a: BigFloat, b: BigFloat): -1 | 0 | 1 {
  if (sign(a) !== sign(b)) return sign(a) < sign(b) ? -1 : 1;
  if (a.form === "infinite" || b.form === "infinite") {
    return a.form === b.form ? 0 : (a.form === "infinite") === a.negative ? -1 : 1;
  }
  const [x, y] = aligned(a, b);
  return x === y ? 0 : x < y ? -1 : 1;
}

/** Both as whole multiples of one power of two. */
function aligned(a: BigFloat, b: BigFloat): readonly [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  const scaled = (x: BigFloat) => (x.negative ? -x.mantissa : x.mantissa) << BigInt(x.exponent - exponent);
  return [scaled(a), scaled(b), exponent];
}

export function add(a: BigFloat, b: BigFloat, precision = Math.max(a.precision, b.precision)): BigFloat {
  if (a.form === "infinite" || b.form === "infinite") {
    if (a.form === b.form && a.negative !== b.negative) throw new NotANumber();
    return infinite(a.form === "infinite" ? a.negative : b.negative, precision);
  }
  const [x, y, exponent] = aligned(a, b);
  const sum = x + y;
  // IEEE 754: a sum that comes to zero is +0, unless both were -0.
  if (sum === 0n) return finite(isZero(a) && a.negative && b.negative, 0n, 0, precision);
  return finite(sum < 0n, sum < 0n ? -sum : sum, exponent, precision);
}

export const subtract = (a: BigFloat, b: BigFloat, precision?: number): BigFloat => add(a, negate(b), precision);

function product(a: BigFloat, b: BigFloat, precision: number): BigFloat {
  const negative = a.negative !== b.negative;
  if (a.form === "infinite" || b.form === "infinite") {
    if (isZero(a) || isZero(b)) throw new NotANumber();
    return infinite(negative, precision);
  }
  return finite(negative, a.mantissa * b.mantissa, a.exponent + b.exponent, precision);
}

/** cty's `Multiply` keeps all bits of the product, up to 512. */
export function multiply(a: BigFloat, b: BigFloat): BigFloat {
  const exact = product(a, b, textPrecision);
  return { ...exact, precision: Math.max(a.precision, b.precision, bitLength(exact.mantissa)) };
}

export function divide(a: BigFloat, b: BigFloat): BigFloat {
  const precision = Math.max(a.precision, b.precision);
  const negative = a.negative !== b.negative;
  if (a.form === "infinite" || isZero(b)) {
    if (b.form === "infinite" || isZero(a)) throw new NotANumber();
    return infinite(negative, precision);
  }
  if (b.form === "infinite" || isZero(a)) return finite(negative, 0n, 0, precision);
  const shift = Math.max(0, precision + 2 + bitLength(b.mantissa) - bitLength(a.mantissa));
  const dividend = a.mantissa << BigInt(shift);
  const quotient = dividend / b.mantissa;
  return finite(negative, quotient, a.exponent - b.exponent - shift, precision, quotient * b.mantissa !== dividend);
}

/**
 * cty's `Modulo`: the sign is that of the dividend, a zero divisor gives the dividend. It means to allow for infinity, but knows only
 * one that no expression comes to, and fails.
 */
export function modulo(a: BigFloat, b: BigFloat): BigFloat {
  if (isZero(b)) return a;
  if (a.form === "infinite") {
    throw new NotANumber(
      "panic in function implementation: runtime error: invalid memory address or nil pointer dereference",
    );
  }
  const times = withInteger(truncate(divide(a, b)), a.precision);
  return subtract(a, product(b, times, a.precision), a.precision);
}
