import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const keys = {
  AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ",
  AWS_SECRET_ACCESS_KEY: "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",
};
const findings = (main: string, more: Partial<FolderInit> = {}): string[] =>
  lintFolder("region-missing", { home: "/home/me", ...more, files: { "main.tf": main, ...more.files } });
const role = '  assume_role {\n    role_arn = "arn:aws:iam::123456789012:role/x"\n  }\n';
const provider = (...lines: string[]): string => `provider "aws" {\n${lines.join("")}}\n`;
const remedy = 'Write region = "…", or export AWS_REGION=….';
const nowhere = 'nor in AWS_REGION, AWS_DEFAULT_REGION or profile "default"';

describe("region-missing", () => {
  it("says that there is none where keys are at hand", () => {
    expect(findings(provider(), { environment: keys })).toEqual([
      `main.tf:1:1 provider "aws": no region in the block, ${nowhere}: Terraform will report "invalid AWS Region:". ${remedy}`,
    ]);
  });

  it("says once for all providers", () => {
    const main = provider() + provider('  alias = "b"\n');
    expect(findings(main, { environment: keys })).toEqual([
      expect.stringMatching(/^main\.tf:1:1 provider "aws" and provider "aws\.b": no region/u),
    ]);
  });

  it("says what becomes of a role", () => {
    expect(findings(provider(role), { environment: keys })).toEqual([
      `main.tf:1:1 provider "aws": no region to assume the role in, neither in the block, ${nowhere}: Terraform will report "Cannot assume IAM Role", because of "Missing Region". ${remedy}`,
    ]);
    expect(findings(provider('  sts_region = "eu-west-1"\n', role), { environment: keys })).toEqual([
      `main.tf:1:1 provider "aws": no region in the block, ${nowhere}: Terraform assumes the role in sts_region, and then reports "invalid AWS Region:". ${remedy}`,
    ]);
  });

  it("says that the instance's role is not enough to assume another", () => {
    expect(findings(provider(role))).toEqual([
      `main.tf:1:1 provider "aws": no region in the block, ${nowhere}. An instance's role does without, but the role of the block, assumed by it, doesn't: "Missing Region". ${remedy}`,
    ]);
    expect(findings(provider())).toEqual([]);
  });

  it("speaks the shell's language", () => {
    const windows = { platform: "win32", environment: keys } as const;
    expect(findings(provider(), windows)).toEqual([expect.stringContaining('or $Env:AWS_REGION = "…".')]);
  });

  it("asks for a region in each block, if told so", () => {
    const more = { useEnvironment: false, options: { requireInBlock: true } };
    expect(findings(provider(), more)).toEqual([
      'main.tf:1:1 provider "aws" takes the region of whoever runs it. Write region = "…".',
    ]);
    expect(findings(provider('  region = "eu-west-1"\n'), more)).toEqual([]);
    expect(findings(`variable "r" {}\n${provider("  region = var.r\n")}`, more)).toEqual([]);
  });

  it.each<[string, string, Partial<FolderInit>]>([
    ["a region in the block", provider('  region = "eu-west-1"\n'), { environment: keys }],
    ["one that nobody knows", `variable "r" {}\n${provider("  region = var.r\n")}`, { environment: keys }],
    ["AWS_DEFAULT_REGION", provider(), { environment: { ...keys, AWS_DEFAULT_REGION: "eu-west-1" } }],
    [
      "the region of a profile",
      provider('  profile = "p"\n'),
      {
        files: {
          "/home/me/.aws/config": "[profile p]\nregion = eu-west-1\naws_access_key_id = a\naws_secret_access_key = b\n",
        },
      },
    ],
    ["another failure", provider('  profile = "p"\n'), { environment: keys }],
    ["a run without the environment", provider(), { environment: keys, useEnvironment: false }],
    ["skip_region_validation", provider("  skip_region_validation = true\n"), { environment: keys }],
    ["a module that declares no provider", 'resource "aws_vpc" "v" {}\n', { environment: keys }],
  ])("is silent about %s", (_, main, more) => {
    expect(findings(main, more)).toEqual([]);
  });
});
