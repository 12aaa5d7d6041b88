import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const findings = (main: string, more: Partial<FolderInit> = {}): string[] =>
  lintFolder("profile-beside-keys", { ...more, files: { "main.tf": main, ...more.files } });
const keys = '  access_key = "AKIAQ3EGSIE5R7QWMDXJ"\n  secret_key = "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"\n';
const provider = (more = ""): string => `provider "aws" {\n  profile = "prod"\n${keys}${more}}\n`;

describe("profile-beside-keys", () => {
  it("says that the profile has to be there, though it does nothing", () => {
    expect(findings(provider())).toEqual([
      'main.tf:2:14 profile "prod" of provider "aws" supplies no credentials, because access_key and secret_key beside it sign; but where it is missing Terraform will report "failed to get shared config profile, prod". Remove the keys, or the profile.',
    ]);
  });

  it("knows the releases that don't look for it", () => {
    const required = (version: string): string =>
      `terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws", version = "${version}" }\n  }\n}\n`;
    expect(findings(required("3.76.1") + provider())).toEqual([
      'main.tf:7:14 profile "prod" of provider "aws" supplies no credentials: access_key and secret_key beside it sign. Remove the keys, or the profile.',
    ]);
    expect(findings(required("4.67.0") + provider())).toEqual([expect.stringContaining("where it is missing")]);
  });

  it("looks at backends and remote states, and says where the profile comes from", () => {
    const backend = `terraform {\n  backend "s3" {\n    bucket = "b"\n    key = "k"\n    region = "eu-west-1"\n    profile = "state"\n${keys}  }\n}\n`;
    expect(findings(backend)).toEqual([
      expect.stringMatching(/^main\.tf:6:16 profile "state" of backend "s3" supplies/u),
    ]);
    const variable = `variable "p" {}\nprovider "aws" {\n  profile = var.p\n${keys}}\n`;
    expect(findings(variable, { files: { "terraform.tfvars": 'p = "dev"\n' } })).toEqual([
      expect.stringMatching(/^main\.tf:3:13 profile "dev" of provider "aws" \(terraform\.tfvars:1\) supplies/u),
    ]);
  });

  it.each([
    ["keys alone", `provider "aws" {\n${keys}}\n`],
    ["a profile alone", 'provider "aws" {\n  profile = "prod"\n}\n'],
    ["a profile that nobody knows", `variable "p" {}\nprovider "aws" {\n  profile = var.p\n${keys}}\n`],
    [
      "keys that nobody knows",
      'variable "k" {}\nprovider "aws" {\n  profile = "p"\n  access_key = var.k\n  secret_key = var.k\n}\n',
    ],
    ["keys that are left out", 'provider "aws" {\n  profile = "p"\n  access_key = null\n  secret_key = ""\n}\n'],
    [
      "half a key, which is another mistake",
      'provider "aws" {\n  profile = "p"\n  access_key = "AKIAQ3EGSIE5R7QWMDXJ"\n}\n',
    ],
  ])("is silent about %s", (_, main) => {
    expect(findings(main)).toEqual([]);
  });
});
