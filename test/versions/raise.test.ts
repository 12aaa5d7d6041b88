import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConstraint, type Constraint } from "../../src/versions/constraint.ts";
import { raiseConstraint } from "../../src/versions/raise.ts";
import { satisfies } from "../../src/versions/satisfies.ts";
import { parseVersion } from "../../src/versions/version.ts";
import { constraintText, releaseText } from "./arbitrary.ts";

function raise(text: string, target: string): string | null {
  return raiseConstraint(parseConstraint(text) as Constraint, parseVersion(target)!);
}

describe("raiseConstraint", () => {
  it.each([
    ["~> 5.0", "~> 6.0"],
    ["~>5", "~>6"],
    ["~> 5.31", "~> 6.0"],
    ["~> 5.31.0", "~> 6.64.0"],
    ["~> 5.0, >= 5.30", "~> 6.0, >= 5.30"],
    [">= 4.0,<6", ">= 4.0,<7"],
    [">= 4.0.0 , < 6.0.0", ">= 4.0.0 , < 7.0.0"],
    ["5.31.0", "6.64.0"],
    ["= 5.31", "= 6.64.0"],
    ["<= 5", "<= 6.64.0"],
    [" ~> 5.0 ", " ~> 6.0 "],
    [">= 6.0", ">= 6.0"],
    ["> 7", null],
    ["~> 5.0, != 6.64.0", null],
  ])("makes %j admit 6.64.0 as %j", (text, raised) => {
    expect(raise(text, "6.64.0")).toBe(raised);
  });

  it("returns only what admits the target", () => {
    fc.assert(
      fc.property(constraintText, releaseText, (text, target) => {
        const raised = parseConstraint(raise(text, target) ?? "");
        fc.pre(raised.valid);
        expect(satisfies(target, raised)).toBe(true);
      }),
    );
  });
});
