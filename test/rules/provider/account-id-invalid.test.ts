import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const findings = (main: string, more: Record<string, string> = {}): string[] =>
  lintFolder("account-id-invalid", { files: { "main.tf": main, ...more } });
const provider = (line: string): string => `provider "aws" {\n  ${line}\n}\n`;

describe("account-id-invalid", () => {
  it.each([
    [
      'allowed_account_ids = ["123456789012", 009273135997]',
      'main.tf:2:42 allowed_account_ids of provider "aws" holds the number 9273135997: no account matches it: Terraform will report "AWS account ID not allowed". Write it in quotes, with its leading zeros: "009273135997".',
    ],
    [
      "allowed_account_ids = [123456789012]",
      'main.tf:2:26 allowed_account_ids of provider "aws" holds the number 123456789012: a number loses the zeros that other accounts begin with. Write it in quotes: "123456789012".',
    ],
    [
      'allowed_account_ids = ["123456789012}"]',
      'main.tf:2:27 allowed_account_ids of provider "aws" holds "123456789012}": no account matches it: Terraform will report "AWS account ID not allowed". Write "123456789012".',
    ],
    [
      'forbidden_account_ids = ["prod"]',
      'main.tf:2:29 forbidden_account_ids of provider "aws" holds "prod": no account matches it, and it forbids none. Write the 12 digits of the account.',
    ],
  ])("%s", (line, message) => {
    expect(findings(provider(line))).toEqual([message]);
  });

  it("says where the value comes from, and looks at backends", () => {
    expect(
      findings(`variable "a" {}\n${provider("allowed_account_ids = [var.a]")}`, { "terraform.tfvars": 'a = "12"\n' }),
    ).toEqual([expect.stringMatching(/^main\.tf:3:25 .*holds "12" \(terraform\.tfvars:1\)/u)]);
    const backend = 'terraform {\n  backend "s3" {\n    allowed_account_ids = [1]\n  }\n}\n';
    expect(findings(backend)).toEqual([expect.stringMatching(/^main\.tf:3:28 .*"000000000001"/u)]);
  });

  it("is silent about good and unknown ids", () => {
    expect(findings(provider('allowed_account_ids = ["123456789012"]'))).toEqual([]);
    expect(findings(`variable "a" {}\n${provider("allowed_account_ids = [var.a]")}`)).toEqual([]);
  });
});
