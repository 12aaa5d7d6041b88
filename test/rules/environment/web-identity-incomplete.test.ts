import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const role = { AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/r" };

function findings(environment: Record<string, string>, more: Partial<FolderInit> = {}): string[] {
  return lintFolder("web-identity-incomplete", {
    ...more,
    environment: { HOME: "/home/me", ...environment },
    files: { "main.tf": 'provider "aws" {\n  region = "eu-west-1"\n}\n', ...more.files },
  });
}

describe("web-identity-incomplete", () => {
  it("warns of a role without a token", () => {
    expect(findings(role)).toEqual([
      "main.tf:1:1 AWS_ROLE_ARN is set, but AWS_WEB_IDENTITY_TOKEN_FILE isn't: provider \"aws\" will not assume the role, and Terraform doesn't say so. Set AWS_WEB_IDENTITY_TOKEN_FILE as well, name the role in an assume_role block, or unset AWS_ROLE_ARN.",
    ]);
  });

  it("warns where the default profile signs instead", () => {
    const files = {
      "/home/me/.aws/credentials": "[default]\naws_access_key_id = AKIAQ3EGSIE5R7QWMDXJ\naws_secret_access_key = s\n",
    };
    expect(findings(role, { files })).toHaveLength(1);
  });

  it("quotes Terraform on a token without a role", () => {
    expect(findings({ AWS_WEB_IDENTITY_TOKEN_FILE: "/var/token" })).toEqual([
      'main.tf:1:1 AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN isn\'t: provider "aws" will fail with "role ARN is not set". Set AWS_ROLE_ARN as well, or unset AWS_WEB_IDENTITY_TOKEN_FILE.',
    ]);
  });

  it.each<[string, Record<string, string>, Partial<FolderInit>?]>([
    ["of both", { ...role, AWS_WEB_IDENTITY_TOKEN_FILE: "/var/token" }],
    ["when keys come first", { ...role, AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ", AWS_SECRET_ACCESS_KEY: "s" }],
    [
      "when the block names a profile",
      role,
      {
        files: {
          "main.tf": 'provider "aws" {\n  region = "eu-west-1"\n  profile = "p"\n}\n',
          "/home/me/.aws/credentials": "[p]\naws_access_key_id = AKIAQ3EGSIE5R7QWMDXJ\naws_secret_access_key = s\n",
        },
      },
    ],
    ["of neither", {}],
    ["in a run that leaves the environment out", role, { useEnvironment: false }],
  ])("is silent %s", (_, environment, more) => {
    expect(findings(environment, more)).toEqual([]);
  });
});
