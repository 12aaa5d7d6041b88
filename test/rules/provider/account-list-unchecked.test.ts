import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const findings = (...lines: string[]): string[] =>
  lintFolder("account-list-unchecked", {
    files: { "main.tf": `provider "aws" {\n${lines.map((line) => `  ${line}\n`).join("")}}\n` },
  });
const credentials = "skip_credentials_validation = true";
const account = "skip_requesting_account_id = true";

describe("account-list-unchecked", () => {
  it("reports both lists", () => {
    expect(findings('allowed_account_ids = ["123456789012"]', credentials, account)).toEqual([
      'main.tf:2:27 allowed_account_ids of provider "aws" admits no run: skip_credentials_validation and skip_requesting_account_id keep the account unknown, and Terraform will report "AWS account ID not allowed: ". Remove one of them, or the list.',
    ]);
    expect(findings('forbidden_account_ids = ["123456789012"]', credentials, account)).toEqual([
      expect.stringMatching(/^main\.tf:2:29 forbidden_account_ids of provider "aws" forbids nothing/u),
    ]);
  });

  it.each([
    [['allowed_account_ids = ["123456789012"]', credentials]],
    [['allowed_account_ids = ["123456789012"]', account]],
    [["allowed_account_ids = []", credentials, account]],
    [[credentials, account]],
    [['allowed_account_ids = ["123456789012"]', credentials, "skip_requesting_account_id = var.unknown"]],
  ])("is silent about %j", (lines) => {
    expect(findings(...lines)).toEqual([]);
  });
});
