import { describe, expect, it } from "vitest";
import type { FileFailure } from "../../../src/machine/machine.ts";
import { lintFolder } from "../../lint-folder.ts";
import { lockingAws, providerBlock, requiringAws } from "./entry.ts";

const find = (lock: string | Uint8Array | FileFailure): string[] =>
  lintFolder("lock-file-invalid", {
    files: { "main.tf": requiringAws("~> 6.0") + providerBlock, ".terraform.lock.hcl": lock },
  });

const unread = (message: string): string =>
  `.terraform.lock.hcl:1:1 Failed to read file: The configuration file ".terraform.lock.hcl" could not be read: ${message}. Make it a file that Terraform may read, or delete it and run terraform init.`;

describe("lock-file-invalid", () => {
  it.each([
    [lockingAws("6.64"), /must be written in normalized form: "6\.64\.0"/u],
    [lockingAws("6.64.0", '  constraints = ">= 6"\n'), /must be written in normalized form: ">= 6\.0\.0"/u],
    [lockingAws("6.64.0", "  hashes = []\n"), /at least one hash value/u],
    [lockingAws("6.64.0", "  checksum = 1\n"), /Unsupported argument/u],
    ['provider "hashicorp/aws" {\n  version = "6.64.0"\n}\n', /fully-qualified and normalized form/u],
    ['provider "registry.terraform.io/hashicorp/aws" {\n}\n', /Missing required argument/u],
    [lockingAws("6.64.0") + lockingAws("6.64.0"), /Duplicate provider lock/u],
  ])("says why Terraform refuses %j", (lock, message) => {
    const findings = find(lock);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(message);
    expect(findings[0]).toMatch(/^\.terraform\.lock\.hcl:\d+:\d+ /u);
  });

  it.each([
    ["permission denied", { ok: false, reason: "denied", message: "permission denied" }],
    ["not a regular file", { ok: false, reason: "special", message: "not a regular file" }],
  ] as const)("speaks of a file that can't be read: %s", (message, failure) => {
    expect(find(failure)).toEqual([unread(message)]);
  });

  it("speaks of a folder in its place, and reads nothing in it", () => {
    const files = { "main.tf": providerBlock, ".terraform.lock.hcl/main.tf": "provider {" };
    expect(lintFolder("lock-file-invalid", { files })).toEqual([unread("is a directory")]);
  });

  it("says once what is wrong with the text, and where", () => {
    const conflict = `<<<<<<< HEAD\n${lockingAws("6.64.0")}`;
    expect(find(conflict)).toEqual([
      ".terraform.lock.hcl:1:1 Argument or block definition required: An argument or block definition is required here. Take it from version control, of a merge one side only; or delete it and run terraform init.",
    ]);
    expect(find(Uint8Array.of(0xff, 0xfe, 0x70, 0x00))[0]).toMatch(
      /^\.terraform\.lock\.hcl:1:1 Invalid character encoding: /u,
    );
  });

  it("judges a lock file that is named alone", () => {
    const files = { "main.tf": providerBlock, ".terraform.lock.hcl": lockingAws("6.64.0", "  hashes = []\n") };
    expect(lintFolder("lock-file-invalid", { files, paths: [".terraform.lock.hcl"] })).toEqual([
      expect.stringContaining(".terraform.lock.hcl:3:12 Invalid provider hash set: "),
    ]);
  });

  it("accepts what init writes", () => {
    expect(
      find(lockingAws("6.64.0", '  constraints = "~> 6.0"\n  hashes = [\n    "h1:abc",\n    "zh:def",\n  ]\n')),
    ).toEqual([]);
  });
});
