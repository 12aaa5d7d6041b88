import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const id = "AKIAQ3EGSIE5R7QWMDXJ";
const secret = "n0tAr3alS3cretn0tAr3alS3cretn0tAr3alS3cr";
const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
const pair = (key: string): string => `aws_access_key_id = ${key}\naws_secret_access_key = ${secret}\n`;
const credentials = `[default]\n${pair("AKIAQ3EGSIE5ZYFVN5GL")}\n[p]\n${pair("AKIAQ3EGSIE5ZYFVN5GM")}`;

function findings(environment: Record<string, string>, main = provider, more: Partial<FolderInit> = {}): string[] {
  return lintFolder("env-keys-incomplete", {
    environment: { HOME: "/home/me", ...environment },
    ...more,
    files: { "main.tf": main, "/home/me/.aws/credentials": credentials, ...more.files },
  });
}

describe("env-keys-incomplete", () => {
  it("names both halves and who signs instead", () => {
    expect(findings({ AWS_ACCESS_KEY_ID: id })).toEqual([
      'main.tf:1:1 AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY isn\'t: Terraform ignores it without a word, and provider "aws" would sign with the keys (AKIA…N5GL) of profile "default". Set both, or unset AWS_ACCESS_KEY_ID.',
    ]);
  });

  it.each<[string, Record<string, string>, string]>([
    ["the other half", { AWS_SECRET_ACCESS_KEY: secret }, "AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID isn't:"],
    [
      "an empty half",
      { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: "" },
      "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is empty:",
    ],
    ["an old name", { AWS_SECRET_KEY: secret }, "AWS_SECRET_KEY is set, but AWS_ACCESS_KEY_ID isn't:"],
    [
      "the profile of AWS_PROFILE",
      { AWS_ACCESS_KEY_ID: id, AWS_PROFILE: "p" },
      'would sign with the keys (AKIA…N5GM) of profile "p"',
    ],
  ])("reports %s", (_, environment, text) => {
    const found = findings(environment);
    expect(found).toEqual([expect.stringContaining(text)]);
    expect(found[0]).not.toContain(secret);
  });

  it("says so when nothing else is there, or only the machine's role", () => {
    const files = { "/home/me/.aws/credentials": "" };
    expect(findings({ AWS_ACCESS_KEY_ID: id }, provider, { files })).toEqual([
      expect.stringContaining("would sign with the instance's role"),
    ]);
    const environment = { AWS_ACCESS_KEY_ID: id, AWS_EC2_METADATA_DISABLED: "true" };
    expect(findings(environment, provider, { files })).toEqual([
      expect.stringContaining('and there is nothing else for provider "aws"'),
    ]);
  });

  it.each<[string, Record<string, string>, string?, Partial<FolderInit>?]>([
    ["of a pair", { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret }],
    ["of a pair of old and new names", { AWS_ACCESS_KEY_ID: id, AWS_SECRET_KEY: secret }],
    ["when both are empty", { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" }],
    ["of a leftover token alone", { AWS_SESSION_TOKEN: "abc" }],
    [
      "when the block names a profile",
      { AWS_ACCESS_KEY_ID: id },
      'provider "aws" {\n  region = "eu-west-1"\n  profile = "p"\n}\n',
    ],
    ["when the profile is missing: that stops the run before", { AWS_ACCESS_KEY_ID: id, AWS_PROFILE: "nowhere" }],
    [
      "when the block has keys of its own",
      { AWS_ACCESS_KEY_ID: id },
      'provider "aws" {\n  region = "eu-west-1"\n  access_key = "a"\n  secret_key = "b"\n}\n',
    ],
    ["in a run that leaves the environment out", { AWS_ACCESS_KEY_ID: id }, provider, { useEnvironment: false }],
    [
      "when nobody can tell who else signs",
      { AWS_ACCESS_KEY_ID: id },
      'variable "r" {}\nprovider "aws" {\n  region = "eu-west-1"\n  assume_role {\n    role_arn = var.r\n  }\n}\n',
    ],
    ["in a folder that never talks to AWS", { AWS_ACCESS_KEY_ID: id }, 'output "x" {\n  value = 1\n}\n'],
  ])("is silent %s", (_, environment, main, more) => {
    expect(findings(environment, main, more)).toEqual([]);
  });
});
