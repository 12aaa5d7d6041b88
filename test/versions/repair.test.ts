import fc from "fast-check";
import semver from "semver";
import { describe, expect, it } from "vitest";
import { parseConstraint, type Dialect } from "../../src/versions/constraint.ts";
import { repairConstraint } from "../../src/versions/repair.ts";
import { satisfies } from "../../src/versions/satisfies.ts";
import { anyText, releaseText } from "./arbitrary.ts";

describe("repairConstraint", () => {
  it.each([
    ["v1.2.3", "1.2.3"],
    ["V1.2.3", "1.2.3"],
    ["~> v1.2", "~> 1.2"],
    ["~>v1.2", "~>1.2"],
    [">=  1.2", ">= 1.2"],
    [">=\t1.2", ">= 1.2"],
    [">=\u00a01.2", ">= 1.2"],
    [">= 1.0 < 2.0", ">= 1.0, < 2.0"],
    [">=1.0<2.0", ">=1.0, <2.0"],
    ["1.2.3,", "1.2.3"],
    [">= 1.0,, < 2.0", ">= 1.0, < 2.0"],
    ["=> 1.2", ">= 1.2"],
    ["=< 1.2", "<= 1.2"],
    ["== 1.2", "= 1.2"],
    ["> = 1.2", ">= 1.2"],
    ["^1.2.3", ">= 1.2.3, < 2.0.0"],
    ["^1.2", "~> 1.2"],
    ["^1", "~> 1.0"],
    ["^0.2.3", "~> 0.2.3"],
    ["1.x", "~> 1.0"],
    ["5.*", "~> 5.0"],
    ["1.2.x", "~> 1.2.0"],
    ["^1 || ^2", ">= 1.0.0, < 3.0.0"],
    [">=1.0 <2.0 || ^2", ">= 1.0.0, < 3.0.0"],
    ["~> 1.x", "~> 1.0"],
    ["~>1.2.x", "~> 1.2.0"],
    [">= 5.x, != 5.1.0", ">= 5.0, != 5.1.0"],
    ["^5.0, != 5.1.0", "~> 5.0, != 5.1.0"],
    ["5.x,!=5.1.0", "~> 5.0, !=5.1.0"],
  ])("takes %j for %j", (text, repaired) => {
    expect(repairConstraint(text, "provider")).toBe(repaired);
  });

  it.each([
    "",
    " ",
    "*",
    "latest",
    "1.2.3.4",
    "^1 || ^3",
    "> 1.x",
    "^5 || ^6, != 6.1.0",
    "1.2.3 2.0.0",
    ">=1.0 || <0.5",
    "1.2beta1",
    "~1.2",
    "1.0.0 - 2.0.0",
    "stable",
  ])("does not guess at %j", (text) => {
    expect(repairConstraint(text, "provider")).toBeNull();
  });

  it("removes prereleases from required_version, as Terraform advises", () => {
    expect(repairConstraint(">= 1.2.0-beta1, < 2.0.0-rc.1", "core")).toBe(">= 1.2.0, < 2.0.0");
  });

  it("returns only what Terraform accepts", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom<Dialect>("provider", "module", "core"), (text, dialect) => {
        const repaired = repairConstraint(text, dialect);
        expect(repaired === null || parseConstraint(repaired, dialect).valid).toBe(true);
      }),
    );
  });

  const partial = fc.array(fc.nat(4), { minLength: 1, maxLength: 3 }).map((numbers) => numbers.join("."));
  const npmTerm = fc.oneof(
    partial.map((text) => `^${text}`),
    partial.filter((text) => text.split(".").length < 3).map((text) => `${text}.x`),
  );

  it("means what npm means", () => {
    fc.assert(
      fc.property(fc.array(npmTerm, { minLength: 1, maxLength: 2 }), releaseText, (terms, version) => {
        const text = terms.join(" || ");
        const repaired = parseConstraint(repairConstraint(text, "provider") ?? "");
        fc.pre(repaired.valid);
        expect(satisfies(version, repaired)).toBe(semver.satisfies(version, text));
      }),
    );
  });
});
