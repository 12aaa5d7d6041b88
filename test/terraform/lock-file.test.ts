import { describe, expect, it } from "vitest";
import { load } from "./load.ts";

const locked = (text: string) => load({ ".terraform.lock.hcl": text }).lockFile;

describe("lockFile", () => {
  it("is null when there is none", () => {
    expect(load({}).lockFile).toBeNull();
  });

  it("holds nothing when it can't be read, and says so", () => {
    const { lockFile } = load({ ".terraform.lock.hcl": { ok: false, reason: "denied", message: "permission denied" } });
    expect(lockFile?.providers).toEqual([]);
    expect(lockFile?.diagnostics).toMatchObject([
      {
        summary: "Failed to read file",
        detail: 'The configuration file ".terraform.lock.hcl" could not be read: permission denied.',
      },
    ]);
  });

  it("has the version, constraints and hashes of each provider", () => {
    const lockFile = locked(`provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = "~> 5.0"
  hashes = [
    "h1:abc",
    "zh:def",
  ]
}
`);
    expect(lockFile?.diagnostics).toEqual([]);
    expect(lockFile?.providers).toMatchObject([
      {
        provider: { host: "registry.terraform.io", namespace: "hashicorp", type: "aws" },
        version: "5.100.0",
        constraints: "~> 5.0",
        hashes: ["h1:abc", "zh:def"],
        versionPlace: { start: 65, end: 74 },
      },
    ]);
  });

  it.each([
    ['provider "registry.terraform.io/hashicorp/aws" {\n}\n', "Missing required argument"],
    ['provider "hashicorp/aws" {\n  version = "1.0.0"\n}\n', "Non-normalized provider source address"],
    ['provider "a/b/c/d" {\n  version = "1.0.0"\n}\n', "Invalid provider source address"],
    [
      'provider "registry.terraform.io/hashicorp/aws" {\n  version = "1.0.0"\n  hashes  = []\n}\n',
      "Invalid provider hash set",
    ],
    [
      'provider "registry.terraform.io/hashicorp/aws" {\n  version = "1.0.0"\n  hashes  = ["x"]\n}\n',
      "Invalid provider hash string",
    ],
    [
      'provider "registry.terraform.io/hashicorp/aws" {\n  version = "1.0.0"\n  sha     = 1\n}\n',
      "Unsupported argument",
    ],
    ['module "x" {\n}\n', "Dependency locks for modules are not yet supported"],
    ["plugin {\n}\n", "Unsupported block type"],
    ["<<<<<<< HEAD\n", "Argument or block definition required"],
  ])("reports what Terraform reports: %j", (text, summary) => {
    expect(locked(text)?.diagnostics.map((diagnostic) => diagnostic.summary)).toContain(summary);
  });

  it("takes the first of two locks for one provider", () => {
    const block = (version: string) =>
      `provider "registry.terraform.io/hashicorp/aws" {\n  version = "${version}"\n}\n`;
    const lockFile = locked(block("5.0.0") + block("6.0.0"));
    expect(lockFile?.providers.map(({ version }) => version)).toEqual(["5.0.0"]);
    expect(lockFile?.diagnostics.map(({ detail }) => detail)).toEqual([
      "This lockfile already declared a lock for provider registry.terraform.io/hashicorp/aws at .terraform.lock.hcl:1,1-47.",
    ]);
  });
});
