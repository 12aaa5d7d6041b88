import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const findings = (...blocks: string[]): string[] =>
  lintFolder("role-chain-duration", { files: { "main.tf": `provider "aws" {\n${blocks.join("")}}\n` } });
const role = (duration: string): string =>
  `  assume_role {\n    role_arn = "arn:aws:iam::123456789012:role/r"\n    duration = ${duration}\n  }\n`;
const webIdentity =
  '  assume_role_with_web_identity {\n    role_arn = "arn:aws:iam::123456789012:role/ci"\n    web_identity_token_file = "/t"\n  }\n';

describe("role-chain-duration", () => {
  it("reports a long session of a later role, at its own duration", () => {
    expect(findings(role('"2h"'), role('"90m"'))).toEqual([
      'main.tf:8:17 duration "90m" of provider "aws" is for a role that the role before it assumes: STS will answer "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining". Write "1h" or less, or assume this role directly.',
    ]);
  });

  it("counts a web identity as a role", () => {
    expect(findings(webIdentity, role('"2h"'))).toEqual([
      expect.stringMatching(/^main\.tf:8:17 .*the role of the web identity assumes/u),
    ]);
  });

  it.each([
    ["a single role", [role('"12h"')]],
    ["an hour", [role('"2h"'), role('"60m"')]],
    ["what isn't known, or no duration", [role('"2h"'), role("var.d"), role('"long"')]],
  ])("is silent about %s", (_, blocks) => {
    expect(findings(...blocks)).toEqual([]);
  });
});
