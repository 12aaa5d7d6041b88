import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";
import { lockingAws, providerBlock, requiringAws } from "./entry.ts";

const find = (lock: string): string[] =>
  lintFolder("lock-file-invalid", {
    files: { "main.tf": requiringAws("~> 6.0") + providerBlock, ".terraform.lock.hcl": lock },
  });

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

  it("accepts what init writes", () => {
    expect(
      find(lockingAws("6.64.0", '  constraints = "~> 6.0"\n  hashes = [\n    "h1:abc",\n    "zh:def",\n  ]\n')),
    ).toEqual([]);
  });
});
