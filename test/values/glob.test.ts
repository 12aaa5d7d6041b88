import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileGlob } from "../../src/values/functions/glob.ts";

const fits = (pattern: string, name: string): boolean => {
  const [segment] = compileGlob(pattern) ?? [];
  return segment instanceof RegExp && segment.test(name);
};

describe("compileGlob", () => {
  it("takes dashes and dots for themselves", () => {
    expect(fits("*-production.json", "core-vpc-production.json")).toBe(true);
    expect(fits("*-production.json", "core-vpc_production.json")).toBe(false);
    expect(fits("a.b-[0-9].tf", "a.b-7.tf")).toBe(true);
  });

  it("has an answer for any pattern", () => {
    expect(compileGlob("[z-a]")).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."a z - [ ] { } , * ? ! ^ \\ / . $".split(" ")) }), (pattern) => {
        expect(() => compileGlob(pattern)).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });
});
