import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const keys = { AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ", AWS_SECRET_ACCESS_KEY: "s" };
const named = 'provider "aws" {\n  region  = "eu-west-1"\n  profile = "dev"\n}\n';
const credentials = "[dev]\naws_access_key_id = AKIAQ3EGSIE5ZYFVN5GL\naws_secret_access_key = s\n";

function findings(main: string, environment: Record<string, string>, more: Partial<FolderInit> = {}): string[] {
  return lintFolder("profile-shadows-env-keys", {
    ...more,
    environment: { HOME: "/home/me", ...environment },
    files: { "main.tf": main, "/home/me/.aws/credentials": credentials },
  });
}

describe("profile-shadows-env-keys", () => {
  it("names the key, the profile and both ways out", () => {
    expect(findings(named, keys)).toEqual([
      'main.tf:1:1 The environment\'s keys (AKIA…MDXJ) are ignored by provider "aws": the argument profile = "dev" comes first, and Terraform doesn\'t say so. Remove profile from the block where the keys are meant, else unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY.',
    ]);
  });

  it.each<[string, string, Record<string, string>, Partial<FolderInit>?]>([
    ["without keys", named, {}],
    ["of half a pair", named, { AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ" }],
    [
      "of AWS_PROFILE, which comes after the keys",
      'provider "aws" {\n  region = "eu-west-1"\n}\n',
      { ...keys, AWS_PROFILE: "dev" },
    ],
    ["of a profile that isn't there", named.replace("dev", "gone"), keys],
    [
      "before provider 4.0, where the keys come first",
      `terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws", version = "~> 3.0" }\n  }\n}\n${named}`,
      keys,
    ],
    ["when the profile isn't known", `variable "p" {}\n${named.replace('"dev"', "var.p")}`, keys],
    ["in a run that leaves the environment out", named, keys, { useEnvironment: false }],
  ])("is silent %s", (_, main, environment, more) => {
    expect(findings(main, environment, more)).toEqual([]);
  });
});
