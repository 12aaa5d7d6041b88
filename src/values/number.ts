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
