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

  it("is silent when there is one, and in modules for others", () => {
    expect(
      find({ "main.tf": requiringAws("~> 6.0") + providerBlock, ".terraform.lock.hcl": lockingAws("6.64.0") }),
    ).toEqual([]);
    expect(find({ "main.tf": requiringAws("~> 6.0") })).toEqual([]);
  });
});
