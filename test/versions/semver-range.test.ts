import fc from "fast-check";
import semver from "semver";
import { describe, expect, it } from "vitest";
import { parseConstraint, type Constraint, type Dialect } from "../../src/versions/constraint.ts";
import { satisfies } from "../../src/versions/satisfies.ts";
import { admitsNothing, hasUpperEnd, lowestAdmitted, semverRange } from "../../src/versions/semver-range.ts";
import { constraintText, releaseText } from "./arbitrary.ts";

function constraint(text: string, dialect: Dialect = "provider"): Constraint {
  const parsed = parseConstraint(text, dialect);
  if (!parsed.valid) throw new Error(parsed.detail);
  return parsed;
}

describe("semverRange", () => {
  it.each([
    ["~> 5.0", ">=5.0.0 <6.0.0"],
    ["~> 5", ">=5.0.0 <6.0.0"],
    ["~> 5.0.1", ">=5.0.1 <5.1.0"],
    ["1.2", "=1.2.0"],
    ["<= 5", ">0.0.0 <=5.0.0"],
    [">= 4, != 5.1, != 5, < 6", ">=4.0.0 <6.0.0 <5.0.0 || >=4.0.0 <6.0.0 >5.0.0 <5.1.0 || >=4.0.0 <6.0.0 >5.1.0"],
    ["!= 6.0.0-beta1", ">0.0.0"],
    ["> 6.0.0-beta1", ">=6.0.0"],
    ["<= 6.0.0-beta1", ">0.0.0 <6.0.0"],
    ["= 6.0.0-beta1, >= 5.0", "=6.0.0-beta1"],
    ["= 6.0.0-beta1, >= 7.0", "<0.0.0-0"],
    ["1.2.3+build", "<0.0.0-0"],
  ])("translates provider constraint %s", (text, range) => {
    expect(semverRange(constraint(text))).toBe(range);
  });

  it("leaves `~> 1` without an upper end where Terraform does", () => {
    expect(semverRange(constraint("~> 1", "core"))).toBe(">=1.0.0");
    expect(semverRange(constraint("~> 1", "module"))).toBe(">=1.0.0");
    expect(semverRange(constraint("~> 1.0", "core"))).toBe(">=1.0.0 <2.0.0");
  });

  it("has no answer beyond what semver can hold", () => {
    expect(semverRange(constraint("~> 1.2.3.4", "module"))).toBeNull();
    expect(semverRange(constraint(">= 9007199254740993.0.0"))).toBeNull();
  });

  // A million pairs of each dialect: PAIRS=1000000 npx vitest run test/versions/semver-range.test.ts
  const numRuns = Number(process.env.PAIRS ?? 3000);

  it.each(["provider", "module", "core"] as const)(
    "agrees with our own evaluation for %s constraints",
    (dialect) => {
      fc.assert(
        fc.property(constraintText, releaseText, (text, version) => {
          const parsed = parseConstraint(text, dialect);
          fc.pre(parsed.valid);
          const range = semverRange(parsed);
          expect(range).not.toBeNull();
          expect(semver.satisfies(version, range ?? "")).toBe(satisfies(version, parsed));
        }),
        { numRuns },
      );
    },
    600_000,
  );
});

describe("admitsNothing", () => {
  it.each([">= 2.0, < 1.0", "1,2,3", "~> 5.0, >= 6", "> 1.2.3, < 1.2.4, != 1.2.3, < 1.2.3", "= 5.0, != 5.0"])(
    "sees that %s can never be satisfied",
    (text) => {
      expect(admitsNothing(constraint(text))).toBe(true);
    },
  );

  it.each(["~> 5.0, >= 5.99", ">= 1.0, < 2.0", "!= 5.0"])("lets %s be", (text) => {
    expect(admitsNothing(constraint(text))).toBe(false);
  });
});

describe("lowestAdmitted", () => {
  it.each([
    ["~> 5.1", "5.1.0"],
    ["> 5.1", "5.1.1"],
    ["< 6", "0.0.1"],
    [">= 5, != 5", "5.0.1"],
    [">= 6, < 5", null],
  ])("of %s is %s", (text, lowest) => {
    expect(lowestAdmitted(constraint(text))).toBe(lowest);
  });
});

describe("hasUpperEnd", () => {
  it.each<[string, Dialect, boolean]>([
    [">= 5.0", "provider", false],
    ["!= 5.0", "provider", false],
    ["~> 5", "provider", true],
    ["~> 1", "core", false],
    ["~> 1", "module", false],
    ["~> 1.0", "core", true],
    [">= 1, < 2", "core", true],
    ["1.2.3", "module", true],
  ])("%s of a %s: %s", (text, dialect, expected) => {
    expect(hasUpperEnd(constraint(text, dialect))).toBe(expected);
  });
});
