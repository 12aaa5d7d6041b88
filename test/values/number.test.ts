import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TooLarge } from "../../src/values/budget.ts";
import {
  add,
  type BigFloat,
  compare,
  divide,
  fromDouble,
  fromInteger,
  modulo,
  multiply,
  negate,
  NotANumber,
  subtract,
  toDouble,
  truncate,
} from "../../src/values/number.ts";
import { formatNumber, parseNumber } from "../../src/values/number-text.ts";

const number = (text: string): BigFloat => parseNumber(text)!;
const third =
  "0.33333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333335";

describe("numbers", () => {
  it.each([
    ["1", "1"],
    ["1.50", "1.5"],
    ["1e3", "1000"],
    ["1e-7", "0.0000001"],
    ["007", "7"],
    ["-0", "-0"],
    ["0.1", "0.1"],
    [".5", "0.5"],
    ["5.", "5"],
    ["1p3", "8"],
    ["123456789.123456789", "123456789.123456789"],
    ["12345678901234567890123456789012345678901234567890", "12345678901234567890123456789012345678901234567890"],
    ["1e400", `1${"0".repeat(400)}`],
    ["+inf", "+Inf"],
  ])("reads %s and writes %s", (text, written) => {
    expect(formatNumber(number(text))).toBe(written);
  });

  it.each(["", " 1", "0x10", "1_0", "e3", "1e", "--1", "."])("does not take %j for a number", (text) => {
    expect(parseNumber(text)).toBeNull();
  });

  it("computes with 512 bits", () => {
    expect(formatNumber(divide(number("1"), number("3")))).toBe(third);
    expect(formatNumber(add(number("0.1"), number("0.2")))).toBe("0.3");
    expect(formatNumber(multiply(divide(number("2"), number("3")), number("3")))).toBe("2");
  });

  it("keeps the precision of counts and of doubles", () => {
    expect(formatNumber(divide(fromInteger(1), fromInteger(3)))).toBe("0.33333333333333333334");
    expect(formatNumber(fromDouble(Math.SQRT2))).toBe("1.4142135623730951");
  });

  it("has no result where Go has none", () => {
    const infinity = divide(number("1"), number("0"));
    expect(formatNumber(infinity)).toBe("+Inf");
    expect(() => subtract(infinity, infinity)).toThrow(NotANumber);
    expect(() => divide(number("0"), number("0"))).toThrow(NotANumber);
    expect(() => multiply(number("0"), infinity)).toThrow(NotANumber);
  });

  it.each([
    ["7", "3", "1"],
    ["-7", "3", "-1"],
    ["7.5", "2", "1.5"],
    ["1", "0", "1"],
  ])("%s modulo %s is %s", (a, b, rest) => {
    expect(formatNumber(modulo(number(a), number(b)))).toBe(rest);
  });

  it("refuses numbers that nobody can write down", () => {
    expect(() => number("1e100000000")).toThrow(TooLarge);
    let growing = number("1e90000");
    expect(() => {
      for (let i = 0; i < 10; i++) growing = multiply(growing, growing);
    }).toThrow(TooLarge);
  });

  it("agrees with doubles where doubles are exact", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (a, b) => {
        const [x, y] = [fromInteger(a), fromInteger(b)];
        expect(formatNumber(add(x, y))).toBe((BigInt(a) + BigInt(b)).toString());
        expect(truncate(multiply(x, y))).toBe(BigInt(a) * BigInt(b));
        expect(compare(x, y)).toBe(Math.sign(a - b));
      }),
    );
  });

  it("prints a double with the digits that read back as the same double", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const big = fromDouble(value);
        expect(Number(formatNumber(big))).toBe(value);
        expect(toDouble(big)).toBe(value);
        expect(toDouble(number(String(value))) + 0).toBe(value + 0);
        expect(compare(negate(negate(big)), big)).toBe(0);
      }),
    );
  });
});
