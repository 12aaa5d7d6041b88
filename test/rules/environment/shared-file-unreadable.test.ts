import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
const keys = { AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ", AWS_SECRET_ACCESS_KEY: "s" };
const denied = { ok: false, reason: "denied", message: "permission denied" } as const;

function findings(environment: Record<string, string>, files: FolderInit["files"] = {}, main = provider): string[] {
  return lintFolder("shared-file-unreadable", {
    command: "check",
    environment: { HOME: "/home/me", ...environment },
    files: { "main.tf": main, ...files },
  });
}

describe("shared-file-unreadable", () => {
  it("reports a folder in the place of a file", () => {
    expect(findings(keys, { "/home/me/.aws/credentials/x": "" })).toEqual([
      'main.tf:1:1 ~/.aws/credentials can\'t be loaded: provider "aws" will fail with "failed to load shared config file, ~/.aws/credentials, read all: read ~/.aws/credentials: is a directory". Name a file that can be read, or none.',
    ]);
  });

  it("warns of a file without permission", () => {
    expect(findings({}, { "/home/me/.aws/config": denied })).toEqual([
      'main.tf:1:1 ~/.aws/config can\'t be read (permission denied): Terraform takes it for empty, and provider "aws" will look for credentials elsewhere. Give the user who runs Terraform the right to read it, or correct its owner.',
    ]);
  });

  it.each([
    ["a variable", { AWS_CONFIG_FILE: "/etc/aws" }, provider],
    ["an argument", {}, 'provider "aws" {\n  region = "eu-west-1"\n  shared_credentials_files = ["/etc/aws"]\n}\n'],
  ])("warns of a file that %s names and that isn't there", (_, environment, main) => {
    expect(findings(environment, {}, main)).toEqual([
      expect.stringContaining(
        "/etc/aws is named as a shared file, but doesn't exist: Terraform goes on without a word",
      ),
    ]);
  });

  it.each<[string, Record<string, string>, FolderInit["files"]?]>([
    ["when nobody has files", {}],
    ["of a file that can be read", { AWS_CONFIG_FILE: "/etc/aws" }, { "/etc/aws": "" }],
    ["when the environment's keys sign", { ...keys, AWS_CONFIG_FILE: "/etc/aws" }],
  ])("is silent %s", (_, environment, files) => {
    expect(findings(environment, files)).toEqual([]);
  });
});
