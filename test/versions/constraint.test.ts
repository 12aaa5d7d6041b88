import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConstraint, type Dialect } from "../../src/versions/constraint.ts";
import { satisfies } from "../../src/versions/satisfies.ts";
import { anyText } from "./arbitrary.ts";

function detail(text: string, dialect: Dialect = "provider"): string | null {
  const parsed = parseConstraint(text, dialect);
  return parsed.valid ? null : parsed.detail;
}

function admits(text: string, version: string, dialect: Dialect = "provider"): boolean {
  const parsed = parseConstraint(text, dialect);
  return parsed.valid && satisfies(version, parsed);
}

describe("parseConstraint", () => {
  it("keeps where each term and its version stand", () => {
    const text = " >= 1.2 ,<2.0.0-beta1";
    const parsed = parseConstraint(text);
    expect(parsed).toMatchObject({
      valid: true,
      terms: [
        { operator: ">=", precision: 2 },
        { operator: "<", precision: 3, version: { prerelease: "beta1" } },
      ],
    });
    if (!parsed.valid) return;
    expect(parsed.terms.map(({ start, end }) => text.slice(start, end))).toEqual([">= 1.2", "<2.0.0-beta1"]);
    expect(parsed.terms.map(({ versionStart, end }) => text.slice(versionStart, end))).toEqual(["1.2", "2.0.0-beta1"]);
  });

  it("says what each dialect makes of a `v`", () => {
    expect(detail("v1.2")).toBe('Incorrect version constraint syntax: a "v" prefix should not be used.');
    expect(detail(">= 1, ~>v1.2")).toBe(
      'Incorrect version constraint syntax: invalid specification "~>": only one space is expected after the operator "~>".',
    );
    expect(detail("~> v1.2", "module")).toBeNull();
    expect(detail("~> v1.2", "core")).toBeNull();
  });

  it("quotes the term that names a prerelease in required_version as it stands between the commas", () => {
    expect(detail(">= 1.0,  < 2.0.0-rc1", "core")).toMatch(
      /^Prerelease version constraints are not supported: {3}< 2\.0\.0-rc1\. /,
    );
  });

  it("refuses numbers that Go's int64 can't hold, and holds all others exactly", () => {
    expect(detail("9223372036854775808")).toMatch(/correct version constraint syntax/);
    expect(admits("> 9223372036854775806", "9223372036854775807.0.0")).toBe(true);
    expect(admits("> 9223372036854775807", "9223372036854775807.0.0")).toBe(false);
  });

  it("answers for any text", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom<Dialect>("provider", "module", "core"), (text, dialect) => {
        const parsed = parseConstraint(text, dialect);
        expect(parsed.valid ? parsed.terms.length : parsed.detail.length).toBeGreaterThan(0);
      }),
    );
  });

  // A reader that takes quadratic time runs into the time limit here.
  it.each([" ", "1", "1.", "a", "-", "~", "1a", "1-", ",", "=", "1 ", "1.1-a."])("reads a megabyte of %j", (unit) => {
    const long = unit.repeat(1_000_000 / unit.length);
    expect(detail(`>= 1.2${long}!`)).toMatch(/syntax/);
    expect(detail(`${long}!`)).toMatch(/syntax/);
  });
});

describe("satisfies", () => {
  it("reaches prereleases of a provider only through an exact term", () => {
    expect(admits(">= 6.0.0-beta1", "6.0.0-beta2")).toBe(false);
    expect(admits("~> 6.0.0-beta1", "6.0.0-beta1")).toBe(false);
    expect(admits("= 6.0.0-beta1, ~> 5.0", "6.0.0-beta1")).toBe(true);
    expect(admits("~> 6.0.0-beta1", "6.0.1")).toBe(true);
  });

  it("never takes 0.0.0 of a provider, which stands for no version", () => {
    expect(admits(">= 0", "0.0.0")).toBe(false);
    expect(admits("0.0.0", "0.0.0")).toBe(false);
    expect(admits(">= 0", "0.0.0", "module")).toBe(true);
  });

  it("reaches prereleases of a module only when it is asked in npm's grammar", () => {
    expect(admits("=1.2.3-beta1", "1.2.3-beta1", "module")).toBe(true);
    expect(admits("= 1.2.3-beta1", "1.2.3-beta1", "module")).toBe(false);
    expect(admits("1.2.3-beta1, < 2", "1.2.3-beta1", "module")).toBe(false);
  });

  it("judges Terraform itself by its three numbers", () => {
    expect(admits("~> 1.12", "1.12.0-alpha20250312", "core")).toBe(true);
    expect(admits("= 1.11.4+ent", "1.11.4", "core")).toBe(true);
  });

  it("takes a text that is no version for nothing", () => {
    expect(admits(">= 0", "latest")).toBe(false);
  });
});
