import { describe, expect, it } from "vitest";
import { lint } from "../../src/lint/lint.ts";
import type { RuleChoice } from "../../src/lint/levels.ts";
import { memoryMachine } from "../../src/machine/memory.ts";

/** One finding that the rule gives a level of its own (info), one at the rule's (error). */
const main = 'provider "aws" {\n  allowed_account_ids = [123456789012, "12345"]\n}\n';
const levels = (choices: readonly RuleChoice[]): string[] =>
  lint({ paths: ["."], choices }, memoryMachine({ files: { "main.tf": main } })).results.flatMap(({ findings }) =>
    findings.filter(({ ruleId }) => ruleId === "account-id-invalid").map(({ level }) => level),
  );

describe("levels", () => {
  it("are each finding's own while nobody chooses", () => {
    expect(levels([])).toEqual(["info", "error"]);
    expect(levels([{ id: "account-id-invalid", options: [{}] }])).toEqual(["info", "error"]);
  });

  it("are the chosen one for all findings of the rule", () => {
    expect(levels([{ id: "account-id-invalid", level: "warning" }])).toEqual(["warning", "warning"]);
    expect(levels([{ id: "account-id-invalid", level: "error" }])).toEqual(["error", "error"]);
    expect(levels([{ id: "account-id-invalid", level: "off" }])).toEqual([]);
  });
});
