import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
const web = { AWS_WEB_IDENTITY_TOKEN_FILE: "/var/token", AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/r" };
const container = {
  AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.170.23/v1/credentials",
  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: "/var/token",
};

function findings(environment: Record<string, string>, files: FolderInit["files"] = {}, main = provider): string[] {
  return lintFolder("token-file-unreadable", {
    command: "check",
    environment: { HOME: "/home/me", ...environment },
    files: { "main.tf": main, ...files },
  });
}

describe("token-file-unreadable", () => {
  it("names the variable and the file", () => {
    expect(findings(web)).toEqual([
      'main.tf:1:1 The token of provider "aws" can\'t be used (AWS_WEB_IDENTITY_TOKEN_FILE, AWS_ROLE_ARN): Terraform will report "unable to read file at /var/token: open /var/token: no such file or directory". Write the token to /var/token before Terraform runs, and name the file by its absolute path.',
    ]);
  });

  it("reports the file of a block at the block", () => {
    const main =
      'provider "aws" {\n  region = "eu-west-1"\n  assume_role_with_web_identity {\n    role_arn                = "arn:aws:iam::111122223333:role/r"\n    web_identity_token_file = "token"\n  }\n}\n';
    expect(findings({}, {}, main)).toEqual([expect.stringMatching(/^main\.tf:\d.*unable to read file at token: /u)]);
  });

  it("reports a container's token that isn't there", () => {
    expect(findings(container)).toEqual([
      expect.stringContaining("failed to read authorization token from /var/token: open /var/token: no such file"),
    ]);
  });

  it("reports a line break at the end of a container's token", () => {
    const found = findings(container, { "/var/token": "s3cr3t\n" });
    expect(found).toEqual([
      expect.stringContaining(
        'authorization token contains invalid newline sequence". Write the token without a line break, not even at its end (printf instead of echo).',
      ),
    ]);
    expect(found.join()).not.toContain("s3cr3t");
  });

  it.each<[string, Record<string, string>, FolderInit["files"]?]>([
    ["of a token that is there", web, { "/var/token": "x" }],
    ["of a container's token as it should be", container, { "/var/token": "x" }],
    [
      "when the environment's keys sign",
      { ...web, AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ", AWS_SECRET_ACCESS_KEY: "s" },
    ],
  ])("is silent %s", (_, environment, files) => {
    expect(findings(environment, files)).toEqual([]);
  });
});
