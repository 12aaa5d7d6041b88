import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";
import { lockingAws, providerBlock, requiringAws } from "./entry.ts";

const find = (files: Record<string, string>): string[] => lintFolder("lock-file-missing", { files });

describe("lock-file-missing", () => {
  it("reports a root module without lock file, once", () => {
    const two = requiringAws("~> 6.0").replace(
      "    aws",
      '    null = {\n      source = "hashicorp/null"\n    }\n    aws',
    );
    expect(find({ "main.tf": two + providerBlock })).toEqual([
      "main.tf:3:5 No .terraform.lock.hcl holds the versions and checksums of this module's providers. Run terraform init and commit the file.",
    ]);
  });

  it("reports a provider block where nothing is required by name", () => {
    expect(find({ "main.tf": providerBlock })).toEqual([expect.stringContaining("main.tf:2:1 No .terraform.lock.hcl")]);
  });

  it("reports what the lock file has no entry for, with the words of plan", () => {
    const random = 'resource "random_id" "a" {\n  byte_length = 8\n}\n';
    expect(
      find({
        "main.tf": requiringAws("~> 6.0") + providerBlock,
        "random.tf": random,
        ".terraform.lock.hcl": lockingAws("6.64.0"),
      }),
    ).toEqual([
      "random.tf:1:1 .terraform.lock.hcl has no entry for it; plan will report: provider registry.terraform.io/hashicorp/random: required by this configuration but no version is selected. Run terraform init and commit the file.",
    ]);
  });

  it("takes OpenTofu's entry for Terraform's, and asks nothing of a file that can't be read", () => {
    const files = { "main.tf": requiringAws("~> 6.0") + providerBlock };
    const tofu = lockingAws("6.64.0").replace("terraform.io", "opentofu.org");
    expect(find({ ...files, ".terraform.lock.hcl": tofu })).toEqual([]);
    expect(find({ ...files, ".terraform.lock.hcl": "<<<<<<<" })).toEqual([]);
    expect(
      find({
        "main.tf": 'data "terraform_remote_state" "x" {\n  backend = "s3"\n}\nterraform {\n  backend "s3" {}\n}\n',
      }),
    ).toEqual([]);
  });

  it("is silent when there is one, and in modules for others", () => {
    expect(
      find({ "main.tf": requiringAws("~> 6.0") + providerBlock, ".terraform.lock.hcl": lockingAws("6.64.0") }),
    ).toEqual([]);
    expect(find({ "main.tf": requiringAws("~> 6.0") })).toEqual([]);
  });
});
