import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const main = (version: string, argument: string): string =>
  `terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws", version = "${version}" }\n  }\n}\nprovider "aws" {\n  ${argument}\n}\n`;
const findings = (text: string): string[] => lintFolder("provider-argument-deprecated", { files: { "main.tf": text } });

describe("provider-argument-deprecated", () => {
  it("repeats the provider's warning at the argument", () => {
    expect(findings(main("~> 4.0", 'shared_credentials_file = "~/x"'))).toEqual([
      'main.tf:7:3 provider "aws": Argument is deprecated. Use shared_credentials_files instead. The next major version refuses it.',
    ]);
    expect(findings(main("~> 4.67.0", "skip_get_ec2_platforms = true"))).toEqual([
      expect.stringMatching(
        /^main\.tf:7:\d+ provider "aws": Argument is deprecated\. With the retirement .* Remove it\.$/u,
      ),
    ]);
  });

  it("warns of a role that is empty, not of one that isn't known", () => {
    const role = (arn: string): string => `provider "aws" {\n  assume_role {\n    role_arn = ${arn}\n  }\n}\n`;
    expect(findings(role('""'))).toEqual([
      expect.stringMatching(/^main\.tf:3:16 .*Name the role, or make the block dynamic/u),
    ]);
    expect(findings(`variable "r" {}\n${role("var.r")}`)).toEqual([]);
    expect(findings(`variable "r" {}\n${role('"${var.r}"')}`)).toEqual([]);
    expect(findings(`data "aws_iam_role" "r" {}\n${role("data.aws_iam_role.r.arn")}`)).toEqual([]);
  });

  it("is silent where nothing is deprecated", () => {
    expect(findings(main("~> 4.0", 'shared_credentials_files = ["~/x"]'))).toEqual([]);
    expect(findings(main("~> 6.0", 'region = "eu-west-1"'))).toEqual([]);
  });
});
