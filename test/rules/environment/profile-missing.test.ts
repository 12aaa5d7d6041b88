import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const keys = "aws_access_key_id = AKIAQ3EGSIE5R7QWMDXJ\naws_secret_access_key = madeup\n";
const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';

function findings(
  environment: Record<string, string>,
  config: string | null = `[profile prod]\n${keys}`,
  main = provider,
  more: Partial<FolderInit> = {},
): string[] {
  return lintFolder("profile-missing", {
    command: "check",
    ...more,
    environment: { HOME: "/home/me", ...environment },
    files: { "main.tf": main, ...(config !== null && { "/home/me/.aws/config": config }), ...more.files },
  });
}

const named = (profile: string): string => `provider "aws" {\n  region  = "eu-west-1"\n  profile = ${profile}\n}\n`;

describe("profile-missing", () => {
  it("names the variable, the files and the nearest profile", () => {
    expect(findings({ AWS_PROFILE: "prdo" })).toEqual([
      'main.tf:1:1 Profile "prdo" (AWS_PROFILE) of provider "aws" is in no shared file (~/.aws/config; ~/.aws/credentials, which doesn\'t exist): Terraform will report "failed to get shared config profile, prdo". Did you mean "prod"?',
    ]);
  });

  it("is reported at the argument", () => {
    expect(findings({}, undefined, named('"prdo"'))).toEqual([
      expect.stringMatching(/^main\.tf:3:14 Profile "prdo" \(main\.tf:3\) of provider "aws"/u),
    ]);
  });

  it("leads from the block to where the value stands", () => {
    const main = `variable "p" {\n  default = "prdo"\n}\n${named("var.p")}`;
    expect(findings({}, undefined, main)).toEqual([
      expect.stringMatching(/^main\.tf:4:1 Profile "prdo" \(main\.tf:2\) of provider "aws"/u),
    ]);
  });

  it("lists what is there when nothing is near", () => {
    const config = `[default]\nregion = x\n[profile stage]\n[profile prod]\n[sso-session corp]\n[services x]\n`;
    expect(findings({ AWS_PROFILE: "nobody" }, config)).toEqual([
      expect.stringMatching(/What is there: "default", "prod" and "stage"\.$/u),
    ]);
  });

  it("says how to make one when there is none", () => {
    expect(findings({ AWS_PROFILE: "prod" }, null)).toEqual([
      expect.stringContaining(
        "(~/.aws/config, which doesn't exist; ~/.aws/credentials, which doesn't exist): Terraform will report",
      ),
    ]);
  });

  it("fails though the environment's keys would sign", () => {
    const environment = { AWS_PROFILE: "x", AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ", AWS_SECRET_ACCESS_KEY: "s" };
    expect(findings(environment)).toHaveLength(1);
  });

  it("says once what concerns provider and backend", () => {
    const main = `terraform {\n  backend "s3" {\n    bucket = "b"\n    key = "k"\n    region = "eu-west-1"\n  }\n}\n${provider}`;
    expect(findings({ AWS_PROFILE: "prdo" }, undefined, main)).toEqual([
      expect.stringContaining('of provider "aws" and backend "s3" is in no'),
    ]);
  });

  it("warns of AWS_DEFAULT_PROFILE, which may name what isn't there", () => {
    expect(findings({ AWS_DEFAULT_PROFILE: "prdo" })).toEqual([
      'main.tf:1:1 AWS_DEFAULT_PROFILE names the profile "prdo", which is in no shared file (~/.aws/config; ~/.aws/credentials, which doesn\'t exist): Terraform goes on as if it were unset, and provider "aws" would sign with the instance\'s role. Did you mean "prod"?',
    ]);
  });

  it.each<[string, Record<string, string>, (string | null | undefined)?, string?, Partial<FolderInit>?]>([
    ["of a profile that is there", { AWS_PROFILE: "prod" }],
    [
      "of AWS_DEFAULT_PROFILE when the environment's keys sign",
      { AWS_DEFAULT_PROFILE: "gone", AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ", AWS_SECRET_ACCESS_KEY: "s" },
    ],
    ["of AWS_DEFAULT_PROFILE when it is there", { AWS_DEFAULT_PROFILE: "prod" }],
    ["of the default profile", {}, null],
    ["where the file has it under a header that Terraform ignores", { AWS_PROFILE: "prdo" }, `[prdo]\n${keys}`],
    [
      "of a source profile, which profile-unusable reports",
      { AWS_PROFILE: "p" },
      "[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = q\n",
    ],
    ["when the name isn't known", {}, null, `variable "p" {}\n${named("var.p")}`],
    ["in lint", { AWS_PROFILE: "prdo" }, undefined, provider, { command: "lint" }],
    [
      "in a run that leaves the environment out",
      { AWS_PROFILE: "prdo" },
      undefined,
      provider,
      { useEnvironment: false },
    ],
  ])("is silent %s", (_, environment, config, main, more) => {
    expect(findings(environment, config, main, more)).toEqual([]);
  });
});
