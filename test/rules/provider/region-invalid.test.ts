import { describe, expect, it } from "vitest";
import { lint } from "../../../src/lint/lint.ts";
import { memoryMachine } from "../../../src/machine/memory.ts";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const findings = (files: Record<string, string>, more: Partial<FolderInit> = {}): string[] =>
  lintFolder("region-invalid", { ...more, files });
const provider = (...lines: string[]): string => `provider "aws" {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const ofMain = (...lines: string[]): string[] => findings({ "main.tf": provider(...lines) });

describe("region-invalid", () => {
  it.each([
    [
      'region = "eu-west-1a"',
      'main.tf:2:13 region of provider "aws" is "eu-west-1a": Terraform will report "invalid AWS Region: eu-west-1a". Write "eu-west-1".',
    ],
    [
      'region = "US-EAST-1"',
      'main.tf:2:13 region of provider "aws" is "US-EAST-1": Terraform will report "invalid AWS Region: US-EAST-1". Write "us-east-1".',
    ],
    [
      'region = "somewhere"',
      'main.tf:2:13 region of provider "aws" is "somewhere": Terraform will report "invalid AWS Region: somewhere". Name one of AWS\'s regions.',
    ],
    [
      'region = "us-west-3"',
      'main.tf:2:13 region of provider "aws" is "us-west-3", which no list of regions has up to now. Write "us-west-1", if that is meant.',
    ],
    [
      'region = "var.region"',
      'main.tf:2:13 region of provider "aws" is the text "var.region", not what var.region stands for. Remove the quotes.',
    ],
  ])("%s", (line, message) => {
    expect(ofMain(line)).toEqual([message]);
  });

  it("knows that roles are assumed first", () => {
    const role = 'assume_role {\n    role_arn = "arn:aws:iam::123456789012:role/x"\n  }';
    const lookup =
      'main.tf:2:13 region of provider "aws" is "eu-west1": to assume the role Terraform will look for sts.eu-west1.amazonaws.com, and report "no such host". Write "eu-west-1".';
    expect(ofMain('region = "eu-west1"', role)).toEqual([lookup]);
    const invalid = [expect.stringContaining('Terraform will report "invalid AWS Region: eu-west1"')];
    expect(ofMain('region = "eu-west1"', role, 'sts_region = "eu-west-1"')).toEqual(invalid);
    expect(ofMain('region = "eu-west1"', role, 'endpoints {\n    sts = "https://x"\n  }')).toEqual([
      expect.stringContaining('Terraform will report "invalid AWS Region: eu-west1"'),
    ]);
    const old =
      'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws", version = "3.76.1" }\n  }\n}\n';
    expect(findings({ "main.tf": old + provider('region = "eu-west1"', role) })).toEqual(invalid);
  });

  it("says where the value comes from", () => {
    const files = {
      "main.tf": `variable "r" {}\n${provider("region = var.r")}`,
      "terraform.tfvars": 'r = "euwest1"\n',
    };
    expect(findings(files)).toEqual([
      'main.tf:3:12 region of provider "aws" is "euwest1" (terraform.tfvars:1): Terraform will report "invalid AWS Region: euwest1". Write "eu-west-1".',
    ]);
  });

  it("asks the release that will run", () => {
    const required =
      'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws", version = "4.67.0" }\n  }\n}\n';
    expect(findings({ "main.tf": required + provider('region = "ap-southeast-7"') })).toEqual([
      'main.tf:7:13 region of provider "aws" is "ap-southeast-7", which hashicorp/aws 4.67.0 does not know yet. Upgrade, or add skip_region_validation = true.',
    ]);
  });

  it("leaves the regions of other services to the rule that knows all that is missing there", () => {
    const backend = (more: string): string =>
      `terraform {\n  backend "s3" {\n    key = "k"\n    region = "fr-par"\n    endpoints = { s3 = "https://s3.fr-par.scw.cloud" }\n${more}  }\n}\n`;
    expect(findings({ "main.tf": backend('    bucket = "b"\n') })).toEqual([]);
    // -backend-config may complete this one.
    expect(findings({ "main.tf": backend("") })).toEqual([
      expect.stringMatching(/^main\.tf:4:15 .*Add skip_region_validation = true/u),
    ]);
    expect(findings({ "main.tf": backend("    skip_region_validation = true\n") })).toEqual([]);
  });

  it.each(["eu-west-1", "us-gov-west-1", "cn-north-1", "mx-central-1", ""])("takes %s", (region) => {
    expect(ofMain(`region = "${region}"`)).toEqual([]);
  });

  it("is silent about what isn't known, and about names that the option allows", () => {
    expect(findings({ "main.tf": `variable "r" {}\n${provider("region = var.r")}` })).toEqual([]);
    const main = provider('region = "somewhere"');
    expect(findings({ "main.tf": main }, { options: { extraRegions: ["somewhere"] } })).toEqual([]);
  });

  it("takes the quotes off a variable that there is", () => {
    const fixed = (main: string): string | undefined => {
      const machine = memoryMachine({ files: { "main.tf": main } });
      const { results } = lint({ paths: ["."], choices: [{ id: "region-invalid", level: "error" }] }, machine);
      const fix = results[0]?.findings.find(({ ruleId }) => ruleId === "region-invalid")?.fix;
      return fix && main.slice(0, fix.range[0]) + fix.text + main.slice(fix.range[1]);
    };
    const main = `variable "region" {}\n${provider('region = "var.region"')}`;
    expect(fixed(main)).toBe(`variable "region" {}\n${provider("region = var.region")}`);
    expect(fixed(provider('region = "var.region"'))).toBeUndefined();
  });
});
