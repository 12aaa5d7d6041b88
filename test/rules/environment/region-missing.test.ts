import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const keys = { AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ", AWS_SECRET_ACCESS_KEY: "s" };
const backend = 'terraform {\n  backend "s3" {\n    bucket = "b"\n    key    = "k"\n  }\n}\n';

function findings(main: string, environment: Record<string, string> = {}, more: Partial<FolderInit> = {}): string[] {
  return lintFolder("region-missing", {
    command: "check",
    ...more,
    environment: { HOME: "/home/me", ...keys, ...environment },
    files: { "main.tf": main, ...more.files },
  });
}

describe("region-missing", () => {
  it("quotes the provider, whose error ends where the region should be", () => {
    expect(findings('provider "aws" {}\n')).toEqual([
      'main.tf:1:1 No region is set for provider "aws": neither in the block nor by AWS_REGION, AWS_DEFAULT_REGION or the profile "default". Terraform will report "invalid AWS Region:". Set region in the block, or export AWS_REGION=eu-west-1 (or where it is).',
    ]);
  });

  it("quotes the backend", () => {
    expect(findings(backend)).toEqual([
      expect.stringMatching(/^main\.tf:2:3 No region is set for backend "s3": .*report "Missing region value"/u),
    ]);
  });

  it.each<[string, string, Record<string, string>?, Partial<FolderInit>?]>([
    ["with a region in the block", 'provider "aws" {\n  region = "eu-west-1"\n}\n'],
    ["with AWS_DEFAULT_REGION", 'provider "aws" {}\n', { AWS_DEFAULT_REGION: "eu-west-1" }],
    [
      "with the region of the profile",
      'provider "aws" {}\n',
      {},
      { files: { "/home/me/.aws/config": "[default]\nregion = eu-west-1\n" } },
    ],
    ["of a region that isn't known", 'variable "r" {}\nprovider "aws" {\n  region = var.r\n}\n'],
    ["in lint", 'provider "aws" {}\n', {}, { command: "lint" }],
  ])("is silent %s", (_, main, environment, more) => {
    expect(findings(main, environment, more)).toEqual([]);
  });
});
