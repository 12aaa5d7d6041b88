/**
 * Numbers of HCL: decimal text, 512 bits of precision, rounded to nearest, ties to even (cty over Go's `big.Float`).
 */

const shape = /^(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** `digits × 10^exponent`. */
interface Decimal {
  /** Without leading and trailing zeros; empty for zero. */
  readonly digits: string;
  readonly exponent: number;
}

/** The largest power of two that a `big.Float` can hold. */
const maximumBinaryExponent = 2 ** 31 - 1;
const bitsPerDigit = Math.log2(10);

/** Whether HashiCorp's parser can make a number of what its scanner took for one. */
export function isNumber(text: string): boolean {
  return simpleInteger(text) || read(text) !== null;
}

function simpleInteger(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return text.length > 0;
}

function read(text: string): Decimal | null {
  const match = shape.exec(text);
  if (!match) return null;
  const [, integer = "", fraction = "", power = "0"] = match;
  const all = (integer + fraction).replace(/^0+/, "");
  const exponent = Number(power) - fraction.length;
  if (Math.abs(Number(power)) >= 2 ** 63) return null;
  const digits = all.replace(/0+$/, "");
  if (digits === "") return { digits, exponent: 0 };
  // Go compares the bits of all digits together with the power of ten before it scales.
  const bits = all.length < 20 ? BigInt(all).toString(2).length : Math.ceil(all.length * bitsPerDigit);
  if (bits + exponent > maximumBinaryExponent || bits + exponent < -maximumBinaryExponent - 1) return null;
  return { digits, exponent: exponent + all.length - digits.length };
}

/** From here on, `big.Float` holds infinity: the largest power of two is this power of ten. */
const infinitePower = Math.floor(maximumBinaryExponent / bitsPerDigit);
/** More digits than this are not written out, though HashiCorp's program would. */
const longest = 1_000_000;

/**
 * A number as `big.Float.Text('f', -1)` writes it: no exponent, no zeros that say nothing, as many digits as it takes to
 * tell it from its neighbours; `+Inf` when it is too large.
 *
 * @throws RangeError when it would have more than 1,000,000 digits, or is no number.
 */
export function plainDecimal(text: string): string {
  const decimal = read(text);
  if (decimal === null) throw new RangeError(`${text} is no number`);
  const power = decimal.digits.length + decimal.exponent;
  if (power > infinitePower) return "+Inf";
  if (power < -infinitePower) return "0";
  if (Math.abs(decimal.exponent) > longest) throw new RangeError(`${text} has more than ${longest} digits`);
  return layOut(decimal.digits.length > safeDigits ? rounded(decimal) : decimal);
}

function layOut({ digits, exponent }: Decimal): string {
  if (digits === "") return "0";
  if (exponent >= 0) return digits + "0".repeat(exponent);
  const point = digits.length + exponent;
  if (point > 0) return `${digits.slice(0, point)}.${digits.slice(point)}`;
  return `0.${"0".repeat(-point)}${digits}`;
}

const precision = 512;
/** Decimals of this many digits survive the way to 512 bits and back: ⌊511 × log₁₀ 2⌋. */
const safeDigits = 153;

/** The shortest decimal that is nearer to the 512-bit number than to any other. */
function rounded(decimal: Decimal): Decimal {
  const { mantissa, exponent } = toBinary(decimal);
  // Half a unit in the last place on either side, so one bit more than the number has.
  const middle = decimalDigits(mantissa * 2n, exponent - 1);
  const lower = decimalDigits(mantissa * 2n - 1n, exponent - 1);
  const upper = decimalDigits(mantissa * 2n + 1n, exponent - 1);
  const isInclusive = mantissa % 2n === 0n;
  const { digits } = middle;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(i);
    const low = lower.digits.charCodeAt(i) || 0x30;
    const high = upper.digits.charCodeAt(i) || 0x30;
    const mayRoundDown = low !== digit || (isInclusive && i + 1 === lower.digits.length);
    const mayRoundUp = digit !== high && (isInclusive || digit + 1 < high || i + 1 < upper.digits.length);
    if (mayRoundDown || mayRoundUp) {
      const roundsUp = mayRoundUp && (!mayRoundDown || isUpperHalf(digits, i + 1));
      return cut(middle, i + 1, roundsUp);
    }
  }
  return middle;
}

function isUpperHalf(digits: string, length: number): boolean {
  const next = digits.charCodeAt(length) || 0x30;
  if (next !== 0x35 || length + 1 < digits.length) return next >= 0x35;
  return length > 0 && digits.charCodeAt(length - 1) % 2 === 1;
}

function cut({ digits, exponent }: Decimal, length: number, up: boolean): Decimal {
  const kept = BigInt(digits.slice(0, length)) + (up ? 1n : 0n);
  return trimmed(kept.toString(), exponent + digits.length - length);
}

function trimmed(text: string, exponent: number): Decimal {
  const digits = text.replace(/0+$/, "");
  return { digits, exponent: exponent + text.length - digits.length };
}

interface Binary {
  readonly mantissa: bigint;
  readonly exponent: number;
}

function toBinary({ digits, exponent }: Decimal): Binary {
  let numerator = BigInt(digits);
  let denominator = 1n;
  if (exponent >= 0) numerator *= 10n ** BigInt(exponent);
  else denominator = 10n ** BigInt(-exponent);
  let shift = bitLength(numerator) - bitLength(denominator) - precision;
  let quotient = roundedQuotient(numerator, denominator, shift);
  if (bitLength(quotient) < precision) quotient = roundedQuotient(numerator, denominator, --shift);
  else if (bitLength(quotient) > precision) quotient = roundedQuotient(numerator, denominator, ++shift);
  return { mantissa: quotient, exponent: shift };
}

/** `numerator / (denominator × 2^shift)`, ties to even. */
function roundedQuotient(numerator: bigint, denominator: bigint, shift: number): bigint {
  const top = shift < 0 ? numerator << BigInt(-shift) : numerator;
  const bottom = shift > 0 ? denominator << BigInt(shift) : denominator;
  const quotient = top / bottom;
  const twice = (top % bottom) * 2n;
  return twice > bottom || (twice === bottom && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

function bitLength(number: bigint): number {
  const hexadecimal = number.toString(16);
  return (hexadecimal.length - 1) * 4 + parseInt(hexadecimal[0] ?? "0", 16).toString(2).length;
}

/** `mantissa × 2^exponent`, exactly. */
function decimalDigits(mantissa: bigint, exponent: number): Decimal {
  if (exponent >= 0) return trimmed((mantissa << BigInt(exponent)).toString(), 0);
  return trimmed((mantissa * 5n ** BigInt(-exponent)).toString(), exponent);
}
