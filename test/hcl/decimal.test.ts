import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isNumber, plainDecimal } from "../../src/hcl/decimal.ts";

/** The digits without the zeros at either end. */
function significant(text: string): string {
  return text.replace(".", "").replace(/^0+|0+$/g, "");
}

describe("a number in plain decimal", () => {
  // Measured with Go's big.Float at 512 bits, through hcl2json.
  it.each([
    ["1.50", "1.5"],
    ["1e3", "1000"],
    ["1e-7", "0.0000001"],
    ["007", "7"],
    ["0.0", "0"],
    ["1.e3", "1000"],
    ["12345678901234567890", "12345678901234567890"],
    ["1e999999999", "+Inf"],
    ["1e-999999999", "0"],
  ])("%s is %s", (text, plain) => {
    expect(plainDecimal(text)).toBe(plain);
  });

  it("keeps up to 153 digits as they are", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 153n }), fc.integer({ min: -200, max: 200 }), (digits, power) => {
        expect(significant(plainDecimal(`${digits}e${power}`))).toBe(significant(digits.toString()));
      }),
    );
  });

  it("has no more digits than tell it from its neighbours", () => {
    const long = `1${"0".repeat(160)}1`;
    expect(plainDecimal(long)).toBe(`1${"0".repeat(161)}`);
    expect(plainDecimal(`0.${"3".repeat(400)}`)).toMatch(/^0\.3{150,156}\d?$/);
    const once = plainDecimal("7".repeat(300));
    expect(plainDecimal(once)).toBe(once);
  });

  it("is refused where it would fill the memory", () => {
    expect(() => plainDecimal("1e20000000")).toThrow(RangeError);
  });
});

describe("what HCL takes for a number", () => {
  it.each(["1", "1.5", "1e5", "1.e3", "1E-5", "1e999999999"])("%s is one", (text) => {
    expect(isNumber(text)).toBe(true);
  });

  it.each(["1.2.3", "1..2", "1e5.5", "1e2147483647", "1e99999999999999999999"])("%s is none", (text) => {
    expect(isNumber(text)).toBe(false);
  });
});
