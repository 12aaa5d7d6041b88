/** The mantissa, from 1/2 to 1, and the exponent of a number that is neither zero nor infinite. */
function split(value: number): readonly [mantissa: number, exponent: number] {
  let mantissa = value;
  let exponent = 0;
  for (; Math.abs(mantissa) >= 1; mantissa /= 2) exponent++;
  for (; Math.abs(mantissa) < 0.5; mantissa *= 2) exponent--;
  return [mantissa, exponent];
}

/** `value × 2^exponent` without an overflow on the way. */
function scale(value: number, exponent: number): number {
  const bounded = Math.max(-3000, Math.min(3000, exponent));
  const third = Math.trunc(bounded / 3);
  return value * 2 ** third * 2 ** third * 2 ** (bounded - 2 * third);
}

/**
 * Go's `math.Pow`, which is not that of JavaScript in the last digit: the fraction of the power through the logarithm, its whole part
 * by squaring.
 */
export function power(base: number, exponent: number): number {
  if (base === 1) return 1;
  if (base === 0 || !Number.isFinite(base) || !Number.isFinite(exponent) || exponent === 0) return base ** exponent;
  if (exponent === 1) return base;
  if (exponent === 0.5) return Math.sqrt(base);
  if (exponent === -0.5) return 1 / Math.sqrt(base);
  let whole = Math.trunc(Math.abs(exponent));
  let fraction = Math.abs(exponent) - whole;
  if (fraction !== 0 && base < 0) return NaN;
  if (whole >= 2 ** 63) return base ** exponent;
  let result = 1;
  let resultExponent = 0;
  if (fraction !== 0) {
    if (fraction > 0.5) {
      fraction--;
      whole++;
    }
    result = Math.exp(fraction * Math.log(base));
  }
  let [square, squareExponent] = split(base);
  for (let left = BigInt(whole); left !== 0n; left >>= 1n) {
    if (Math.abs(squareExponent) > 4096) {
      resultExponent += squareExponent;
      break;
    }
    if (left & 1n) {
      result *= square;
      resultExponent += squareExponent;
    }
    square *= square;
    squareExponent *= 2;
    if (square < 0.5) {
      square += square;
      squareExponent--;
    }
  }
  return exponent < 0 ? scale(1 / result, -resultExponent) : scale(result, resultExponent);
}
