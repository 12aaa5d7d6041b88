import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const keys = {
  AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ",
  AWS_SECRET_ACCESS_KEY: "n0tAr3alS3cretn0tAr3alS3cretn0tAr3alS3cr",
};
const environment = { HOME: "/home/me", AWS_PROFILE: "prod", ...keys };
const profile =
  "[profile prod]\naws_access_key_id = AKIAQ3EGSIE5ZYFVN5GL\naws_secret_access_key = n0tAr3alS3cretn0tAr3alS3cretn0tAr3alS3cr\n";
const home = { "/home/me/.aws/config": profile };

const findings = (init: FolderInit): string[] => lintFolder("env-keys-shadow-profile", init);

function folder(main: string, more: Partial<FolderInit> = {}): string[] {
  return findings({ environment, ...more, files: { ...home, "main.tf": main, ...more.files } });
}

const region = 'region = "eu-west-1"';
const unset = "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY";

describe("env-keys-shadow-profile", () => {
  it("names the variable, who ignores it, and the key, at the first of them", () => {
    expect(folder(`provider "aws" {\n  ${region}\n}\nprovider "aws" {\n  alias = "b"\n  ${region}\n}\n`)).toEqual([
      `main.tf:1:1 AWS_PROFILE=prod is ignored by provider "aws" and provider "aws.b": the environment's keys (AKIA…MDXJ) come first. ${unset}, or name the profile in the block.`,
    ]);
  });

  it("speaks of backends and remote states, too", () => {
    const backend = `terraform {\n  backend "s3" {\n    bucket = "b"\n    key = "k"\n    ${region}\n  }\n}\n`;
    expect(folder(backend)).toEqual([
      expect.stringMatching(/^main\.tf:2:3 AWS_PROFILE=prod is ignored by backend "s3":/u),
    ]);
    const state = `data "terraform_remote_state" "n" {\n  backend = "s3"\n  config = { bucket = "b", key = "k", ${region} }\n}\n`;
    expect(folder(state, { command: "check" })).toEqual([
      expect.stringMatching(/^main\.tf:1:1 AWS_PROFILE=prod is ignored by data\.terraform_remote_state\.n:/u),
    ]);
  });

  it("speaks of a provider that nobody configures, at the top of the module", () => {
    const resource = 'resource "aws_vpc" "v" {}\n';
    const planned = { command: "check", environment: { ...environment, AWS_REGION: "eu-west-1" } } as const;
    expect(folder(resource, planned)).toEqual([
      expect.stringMatching(/^main\.tf:1:1 AWS_PROFILE=prod is ignored by provider "aws":/u),
    ]);
  });

  it("says so where the profile would assume its role with these very keys", () => {
    const role = "[profile prod]\nrole_arn = arn:aws:iam::111122223333:role/deploy\ncredential_source = Environment\n";
    expect(folder(`provider "aws" {\n  ${region}\n}\n`, { files: { "/home/me/.aws/config": role } })).toEqual([
      `main.tf:1:1 AWS_PROFILE=prod is ignored by provider "aws": the environment's keys (AKIA…MDXJ) come first, and the role that the profile assumes with them (credential_source = Environment) is never assumed. ${unset}, or name the profile in the block.`,
    ]);
  });

  it("follows the versions: before 4.0 the environment beats the argument, too", () => {
    const main = (version: string): string =>
      `terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws", version = "${version}" }\n  }\n}\nprovider "aws" {\n  profile = "prod"\n  ${region}\n}\n`;
    expect(folder(main("~> 6.0"))).toEqual([]);
    const legacy = `terraform {\n  required_version = "~> 1.6.0"\n  backend "s3" {\n    bucket = "b"\n    key = "k"\n    profile = "prod"\n    ${region}\n  }\n}\n`;
    expect(folder(legacy)).toEqual([
      expect.stringMatching(/^main\.tf:6:16 profile "prod" of backend "s3" is ignored: before Terraform 1\.7/u),
    ]);
  });

  it("speaks of a profile that only assumes a role, which then isn't assumed", () => {
    const role = "[profile prod]\nrole_arn = arn:aws:iam::111122223333:role/deploy\n";
    const files = { "/home/me/.aws/config": role };
    expect(folder(`provider "aws" {\n  ${region}\n}\n`, { files })).toEqual([
      expect.stringContaining("AWS_PROFILE=prod is ignored"),
    ]);
  });

  it("uses the words of PowerShell on Windows", () => {
    const [finding] = findings({
      platform: "win32",
      environment: { USERPROFILE: "C:\\Users\\me", AWS_PROFILE: "prod", ...keys },
      files: { "C:\\Users\\me\\.aws\\config": profile, "main.tf": `provider "aws" {\n  ${region}\n}\n` },
    });
    expect(finding).toContain("Remove-Item Env:AWS_ACCESS_KEY_ID; Remove-Item Env:AWS_SECRET_ACCESS_KEY");
  });

  it.each<[string, Partial<FolderInit>]>([
    ["without AWS_PROFILE", { environment: { HOME: "/home/me", ...keys } }],
    [
      "with half a pair",
      { environment: { HOME: "/home/me", AWS_PROFILE: "prod", AWS_ACCESS_KEY_ID: keys.AWS_ACCESS_KEY_ID } },
    ],
    ["when the run leaves the environment out", { useEnvironment: false }],
    [
      "when the profile has no credentials to lose",
      { files: { "/home/me/.aws/config": "[profile prod]\nregion = eu-west-1\n" } },
    ],
    ["when the profile is missing: that is an error, not a shadow", { files: { "/home/me/.aws/config": "" } }],
  ])("is silent %s", (_, more) => {
    expect(folder(`provider "aws" {\n  ${region}\n}\n`, more)).toEqual([]);
  });

  it("is silent when the block has keys of its own", () => {
    expect(
      folder(
        `provider "aws" {\n  ${region}\n  access_key = var.a\n  secret_key = var.b\n}\nvariable "a" {}\nvariable "b" {}\n`,
      ),
    ).toEqual([]);
  });
});
