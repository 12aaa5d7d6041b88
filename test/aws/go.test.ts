import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonSyntaxError } from "../../src/aws/go-json.ts";
import { parseRfc3339 } from "../../src/aws/go-time.ts";
import { parseInt64, parseIntAnyBase, trimSpace } from "../../src/aws/go.ts";

describe("JSON, as Go reads it", () => {
  it.each([
    ["", "unexpected end of JSON input"],
    ["{", "unexpected end of JSON input"],
    ["not json", "invalid character 'o' in literal null (expecting 'u')"],
    ["oops", "invalid character 'o' looking for beginning of value"],
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b"', "invalid character '\"' after object key:value pair"],
    ["[1 2]", "invalid character '2' after array element"],
    ["01", "invalid character '1' after top-level value"],
    ["1.x", "invalid character 'x' after decimal point in numeric literal"],
    ['"\\x"', "invalid character 'x' in string escape code"],
    ['"a\nb"', "invalid character '\\n' in string literal"],
    ["\uFEFF{}", "invalid character 'ï' looking for beginning of value"],
  ])("%j", (text, error) => {
    expect(jsonSyntaxError(text)).toBe(error);
  });

  it("accepts what JavaScript accepts, and nothing else", () => {
    const nearJson = fc
      .json()
      .chain((text) =>
        fc
          .tuple(fc.nat(text.length), fc.constantFrom("", ",", "}", "1", '"', "\\", "e", " "))
          .map(([at, more]) => text.slice(0, at) + more + text.slice(at)),
      );
    fc.assert(
      fc.property(fc.oneof(fc.json(), nearJson, fc.string()), (text) => {
        let accepted = true;
        try {
          JSON.parse(text);
        } catch {
          accepted = false;
        }
        expect(jsonSyntaxError(text) === null).toBe(accepted);
      }),
      { numRuns: 2000 },
    );
  });

  it("doesn't fall over deep nesting", () => {
    expect(jsonSyntaxError("[".repeat(100_000))).toBe("exceeded max depth");
  });
});

describe("times, as Go reads them", () => {
  it.each([
    ["2099-01-01T00:00:00Z", Date.UTC(2099, 0, 1)],
    ["2026-09-09T10:30:00.123456789+02:00", Date.UTC(2026, 8, 9, 8, 30, 0, 123)],
    ["2024-02-29T23:59:59Z", Date.UTC(2024, 1, 29, 23, 59, 59)],
  ])("%s", (text, value) => {
    expect(parseRfc3339(text)).toEqual({ value });
  });

  it.each([
    [
      "2099-01-01T00:00:00UTC",
      'parsing time "2099-01-01T00:00:00UTC" as "2006-01-02T15:04:05Z07:00": cannot parse "UTC" as "Z07:00"',
    ],
    ["tomorrow", 'parsing time "tomorrow" as "2006-01-02T15:04:05Z07:00": cannot parse "tomorrow" as "2006"'],
    ["2026-13-01T00:00:00Z", 'parsing time "2026-13-01T00:00:00Z": month out of range'],
    ["2026-02-29T00:00:00Z", 'parsing time "2026-02-29T00:00:00Z": day out of range'],
    ["2026-02-01T00:00:00Zx", 'parsing time "2026-02-01T00:00:00Zx": extra text: "x"'],
  ])("%s is none", (text, error) => {
    expect(parseRfc3339(text)).toEqual({ error });
  });
});

describe("numbers and white space, as Go reads them", () => {
  it("numbers in base ten", () => {
    expect(parseInt64("+5")).toEqual({ value: 5n });
    expect(parseInt64("9223372036854775808")).toEqual({
      error: 'strconv.ParseInt: parsing "9223372036854775808": value out of range',
    });
    expect(parseInt64("3.5")).toEqual({ error: 'strconv.ParseInt: parsing "3.5": invalid syntax' });
  });

  it.each([
    ["0x10", 16n],
    ["-017", -15n],
    ["0b11", 3n],
    ["1_000", 1000n],
    ["08", null],
    ["1__0", null],
    ["", null],
  ])("numbers in the base that they name: %s", (text, value) => {
    expect(parseIntAnyBase(text)).toBe(value);
  });

  it("leaves a byte order mark where it is", () => {
    expect(trimSpace("\u0085\u00A0 x\u2003")).toBe("x");
    expect(trimSpace("\uFEFFx")).toBe("\uFEFFx");
  });
});
