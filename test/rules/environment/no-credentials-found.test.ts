import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
const nothing =
  "none of access_key, secret_key, token is set; the block names no profile; AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY aren't set; AWS_WEB_IDENTITY_TOKEN_FILE isn't set; no file has a profile \"default\"; no AWS_CONTAINER_CREDENTIALS_… variable is set";

function findings(
  environment: Record<string, string> = {},
  files: FolderInit["files"] = {},
  more: Partial<FolderInit> = {},
): string[] {
  return lintFolder("no-credentials-found", {
    command: "check",
    ...more,
    environment: { HOME: "/home/me", ...environment },
    files: { "main.tf": provider, ...files },
  });
}

describe("no-credentials-found", () => {
  it("says of every source why it has nothing", () => {
    expect(findings()).toEqual([
      `main.tf:1:1 There are no credentials for provider "aws" but those of an EC2 instance, and this doesn't look like one: ${nothing}. Anywhere else Terraform will report "No valid credential sources found". Sign in, then name the profile: export AWS_PROFILE=NAME; or set a key pair.`,
    ]);
  });

  it("is an error where the instance metadata are switched off", () => {
    expect(findings({ AWS_EC2_METADATA_DISABLED: "true" })).toEqual([
      `main.tf:1:1 There are no credentials for provider "aws": ${nothing}. Terraform will report "No valid credential sources found". Sign in, then name the profile: export AWS_PROFILE=NAME; or set a key pair.`,
    ]);
  });

  it("says which half is there", () => {
    expect(findings({ AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ", AWS_EC2_METADATA_DISABLED: "true" })).toEqual([
      expect.stringContaining("AWS_ACCESS_KEY_ID alone is ignored: the other half of the pair isn't set"),
    ]);
  });

  it("speaks the words of PowerShell", () => {
    const main = { "C:\\work\\main.tf": provider };
    const found = lintFolder("no-credentials-found", {
      command: "check",
      platform: "win32",
      environment: { USERPROFILE: "C:\\Users\\me" },
      files: main,
    });
    expect(found).toEqual([expect.stringContaining('$Env:AWS_PROFILE = "NAME"; or set a key pair.')]);
  });

  it.each<[string, Record<string, string>, FolderInit["files"]?, Partial<FolderInit>?]>([
    ["with keys", { AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ", AWS_SECRET_ACCESS_KEY: "s" }],
    ["in a container that gives some", { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/x" }],
    ["on a Nitro instance", {}, { "/sys/devices/virtual/dmi/id/sys_vendor": "Amazon EC2\n" }],
    ["on a Xen instance", {}, { "/sys/hypervisor/uuid": "ec2e1916-9099-7caf-fd21-012345abcdef\n" }],
    [
      "of a profile that means the instance",
      { AWS_PROFILE: "p" },
      {
        "/home/me/.aws/config":
          "[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\ncredential_source = Ec2InstanceMetadata\n",
      },
    ],
    [
      "of a profile with nothing but a role",
      { AWS_PROFILE: "p" },
      { "/home/me/.aws/config": "[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\n" },
    ],
    ["of a missing profile", { AWS_PROFILE: "p" }],
    ["of half a pair, which env-keys-incomplete reports", { AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ" }],
    ["in lint", {}, {}, { command: "lint" }],
  ])("is silent %s", (_, environment, files, more) => {
    expect(findings(environment, files, more)).toEqual([]);
  });
});
