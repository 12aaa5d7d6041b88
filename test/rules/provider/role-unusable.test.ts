import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const findings = (main: string, files: Record<string, string> = {}): string[] =>
  lintFolder("role-unusable", { files: { "main.tf": main, ...files } });
const provider = (arn: string, region = "eu-west-1"): string =>
  `provider "aws" {\n  region = "${region}"\n  assume_role {\n    role_arn = "${arn}"\n  }\n}\n`;
const backend = (arn: string): string =>
  `terraform {\n  backend "s3" {\n    assume_role = { role_arn = "${arn}" }\n  }\n}\n`;

describe("role-unusable", () => {
  it.each([
    ["arn:aws:iam:::role/deploy", "names no account"],
    ["arn:aws:iam::123456789012:user/me", "is no role"],
    ["arn:aws:sts::123456789012:assumed-role/deploy/me", "is a session of a role, not the role"],
    ["arn:aws:s3::123456789012:role/x", "is no ARN of IAM"],
    ["arn:aws-china:iam::123456789012:role/x", "is of a partition that there is not"],
    [
      "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
      "belongs to a permission set",
    ],
  ])("%s %s", (arn, fault) => {
    const [finding, ...others] = findings(provider(arn));
    expect(finding).toMatch(/^main\.tf:4:17 role_arn of provider "aws" /u);
    expect(finding).toContain(fault);
    expect(others).toEqual([]);
  });

  it("reports an account that is none in a backend, which does not look at it", () => {
    expect(findings(backend("arn:aws:iam::ACCOUNT:role/state"))).toEqual([
      'main.tf:3:33 role_arn of backend "s3" names no account (arn:aws:iam::ACCOUNT:role/state): Terraform will report "Cannot assume IAM Role". Put the 12 digits of the account between the colons.',
    ]);
  });

  it("compares the partitions of role and region", () => {
    expect(findings(provider("arn:aws:iam::123456789012:role/x", "us-gov-west-1"))).toEqual([
      'main.tf:4:17 role_arn of provider "aws" is in the partition aws, but region us-gov-west-1 is in aws-us-gov: their keys are not valid in each other ("InvalidClientTokenId"). Write arn:aws-us-gov:…, or a region of aws.',
    ]);
    expect(findings(provider("arn:aws-us-gov:iam::123456789012:role/x", "us-gov-west-1"))).toEqual([]);
  });

  it("says where the value comes from", () => {
    const main = 'variable "r" {}\nprovider "aws" {\n  assume_role {\n    role_arn = var.r\n  }\n}\n';
    expect(findings(main, { "terraform.tfvars": 'r = "arn:aws:iam:::role/x"\n' })).toEqual([
      expect.stringMatching(/^main\.tf:4:16 role_arn of provider "aws" \(terraform\.tfvars:1\) names no account/u),
    ]);
  });

  it.each([
    ["a good role", provider("arn:aws:iam::123456789012:role/path/deploy")],
    ["what the provider refuses itself", provider("arn:aws:iam::ACCOUNT:role/x") + provider("deploy")],
    ["what the backend refuses itself", backend("arn:aws:iam::123456789012:user/me")],
    ["what isn't known", provider("arn:aws:iam::${var.account}:role/x") + 'variable "account" {}\n'],
    ["a region that nobody knows", provider("arn:aws-cn:iam::123456789012:role/x", "")],
  ])("is silent about %s", (_, main) => {
    expect(findings(main)).toEqual([]);
  });
});
