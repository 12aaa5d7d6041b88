import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const keys = {
  AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ",
  AWS_SECRET_ACCESS_KEY: "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",
};
const findings = (main: string, more: Partial<FolderInit> = {}): string[] =>
  lintFolder("region-left-open", { home: "/home/me", ...more, files: { "main.tf": main, ...more.files } });
const role = '  assume_role {\n    role_arn = "arn:aws:iam::123456789012:role/x"\n  }\n';
const provider = (...lines: string[]): string => `provider "aws" {\n${lines.join("")}}\n`;

describe("region-left-open", () => {
  const ofRole =
    'main.tf:1:1 provider "aws" assumes a role but has no region: without AWS_REGION, or a profile with one, Terraform will report "Cannot assume IAM Role" because of "Missing Region", on instances of EC2, too, where their own role does without. Write region = "…".';

  it.each<[string, Partial<FolderInit>]>([
    ["without the environment", { useEnvironment: false }],
    ["on an instance", {}],
    ["with keys of the environment", { environment: keys }],
    ["with a region that is set to nothing", { environment: { ...keys, AWS_REGION: "" } }],
  ])("misses one to assume a role in, %s", (_, more) => {
    expect(findings(provider(role), more)).toEqual([ofRole]);
    expect(findings(provider('  region = ""\n', role), more)).toEqual([ofRole]);
  });

  it("knows that sts_region is not enough", () => {
    const main = provider('  sts_region = "eu-west-1"\n', role);
    const message =
      'main.tf:1:1 provider "aws" has sts_region but no region: without AWS_REGION, or a profile with one, Terraform assumes the role and then reports "invalid AWS Region: ". Write region = "…".';
    expect(findings(main, { environment: keys })).toEqual([message]);
    expect(findings(main, { useEnvironment: false })).toEqual([message]);
  });

  it("asks for a region in each block, if told so", () => {
    const more = { environment: { AWS_REGION: "eu-west-1" }, options: { requireInBlock: true } };
    expect(findings(provider(), more)).toEqual([
      'main.tf:1:1 provider "aws" takes the region of whoever runs it. Write region = "…".',
    ]);
    expect(findings(provider('  region = "eu-west-1"\n'), more)).toEqual([]);
    expect(findings(`variable "r" {}\n${provider("  region = var.r\n")}`, more)).toEqual([]);
  });

  it.each<[string, string, Partial<FolderInit>?]>([
    ["a region in the block", provider('  region = "eu-west-1"\n', role)],
    ["one that nobody knows", `variable "r" {}\n${provider("  region = var.r\n", role)}`],
    ["a provider that assumes nothing", provider()],
    ["AWS_DEFAULT_REGION", provider(role), { environment: { ...keys, AWS_DEFAULT_REGION: "eu-west-1" } }],
    [
      "the region of a profile",
      provider('  profile = "p"\n', role),
      {
        files: {
          "/home/me/.aws/config": "[profile p]\nregion = eu-west-1\naws_access_key_id = a\naws_secret_access_key = b\n",
        },
      },
    ],
    ["a profile that fails before", provider('  profile = "p"\n', role), { environment: keys }],
  ])("is silent about %s", (_, main, more) => {
    expect(findings(main, more)).toEqual([]);
  });
});
