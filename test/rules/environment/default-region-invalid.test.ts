import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const keys = {
  AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ",
  AWS_SECRET_ACCESS_KEY: "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",
};
const findings = (main: string, region: string, more: Partial<FolderInit> = {}): string[] =>
  lintFolder("default-region-invalid", {
    home: "/home/me",
    ...more,
    files: { "main.tf": main, ...more.files },
    environment: { ...keys, AWS_REGION: region, ...more.environment },
  });
const role = 'provider "aws" {\n  assume_role {\n    role_arn = "arn:aws:iam::123456789012:role/x"\n  }\n}\n';
const backend = 'terraform {\n  backend "s3" {\n    bucket = "b"\n    key = "k"\n  }\n}\n';

describe("default-region-invalid", () => {
  it("names the variable, and all whom it concerns", () => {
    expect(findings('provider "aws" {}\nprovider "aws" {\n  alias = "b"\n}\n', "eu-west1")).toEqual([
      'main.tf:1:1 AWS_REGION gives provider "aws" and provider "aws.b" the region "eu-west1": Terraform will report "invalid AWS Region: eu-west1". export AWS_REGION=eu-west-1.',
    ]);
  });

  it("knows what becomes of it where a role is assumed, and in a backend", () => {
    expect(findings(role, "eu-west1")).toEqual([
      expect.stringMatching(
        /Terraform will look for sts\.eu-west1\.amazonaws\.com, and report "no such host"\. export/u,
      ),
    ]);
    expect(findings(backend, "eu-west1")).toEqual([
      expect.stringMatching(
        /^main\.tf:2:3 AWS_REGION gives backend "s3" the region "eu-west1": Terraform will look for sts\./u,
      ),
    ]);
  });

  it("names the line of the profile", () => {
    const files = { "/home/me/.aws/config": "[default]\noutput = json\nregion = EU-WEST-1\n" };
    expect(findings('provider "aws" {}\n', "", { files })).toEqual([
      'main.tf:1:1 ~/.aws/config:3, profile "default", gives provider "aws" the region "EU-WEST-1": Terraform will report "invalid AWS Region: EU-WEST-1". Write "eu-west-1" there.',
    ]);
    expect(findings(role, "", { files })).toEqual([
      expect.stringContaining('The profile "default" gives provider "aws"'),
    ]);
  });

  it.each([
    ["a region that there is", 'provider "aws" {}\n', "eu-west-1"],
    ["a block with a region of its own", 'provider "aws" {\n  region = "eu-west-1"\n}\n', "eu-west1"],
    ["a block whose own is wrong", 'provider "aws" {\n  region = "eu-west1"\n}\n', ""],
    ["no region at all", 'provider "aws" {}\n', ""],
    ["skip_region_validation", 'provider "aws" {\n  skip_region_validation = true\n}\n', "eu-west1"],
    ["a module that declares no provider", 'resource "aws_vpc" "v" {}\n', "eu-west1"],
  ])("is silent about %s", (_, main, region) => {
    expect(findings(main, region)).toEqual([]);
  });

  it("is silent without the environment", () => {
    expect(findings('provider "aws" {}\n', "eu-west1", { useEnvironment: false })).toEqual([]);
  });
});
