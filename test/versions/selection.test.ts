import { describe, expect, it } from "vitest";
import { parseConstraint, type Constraint } from "../../src/versions/constraint.ts";
import { lockFileConstraints, mergeConstraints, selectNewest } from "../../src/versions/selection.ts";
import { parseVersion, versionText } from "../../src/versions/version.ts";

const constraints = (...texts: string[]): Constraint[] =>
  texts.map((text) => {
    const parsed = parseConstraint(text);
    if (!parsed.valid) throw new Error(parsed.detail);
    return parsed;
  });

const versions = ["5.2.0", "6.0.0-beta1", "5.10.0", "6.1.0"].map((text) => parseVersion(text)!);

describe("selectNewest", () => {
  it.each([
    [["~> 5.0"], "5.10.0"],
    [["~> 5.0", "< 5.10"], "5.2.0"],
    [[">= 5.0", "6.0.0-beta1"], "6.0.0-beta1"],
    [["~> 5.0", ">= 6"], null],
    [[], "6.1.0"],
  ])("takes the newest that %j admit", (texts, expected) => {
    const newest = selectNewest(mergeConstraints(constraints(...texts)), versions);
    expect(newest && versionText(newest)).toBe(expected);
  });
});

describe("lockFileConstraints", () => {
  it.each([
    [["~> 5", ">=5.0", "~> 5.0"], ">= 5.0.0, ~> 5.0"],
    [["~> 5.0.0", "~> 5.0", "5.0"], "5.0.0, ~> 5.0.0, ~> 5.0"],
    [["< 6", ">= 4", "!= 5.1"], ">= 4.0.0, != 5.1.0, < 6.0.0"],
    [["= 5.0.0+b", "= 5.0.0+a"], "5.0.0+a, 5.0.0+b"],
    [[], ""],
  ])("writes %j as %s", (texts, expected) => {
    expect(lockFileConstraints(mergeConstraints(constraints(...texts)))).toBe(expected);
  });
});
