import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";
import { lockingAws, providerBlock, requiringAws } from "./entry.ts";

const find = (files: Record<string, string>): string[] => lintFolder("provider-version-unbounded", { files });

describe("provider-version-unbounded", () => {
  it("reports a root module whose provider has no upper end", () => {
    expect(find({ "main.tf": requiringAws(">= 5.0") + providerBlock })).toEqual([
      'main.tf:5:17 Nothing keeps the next major version of hashicorp/aws out: ">= 5.0" has no upper end and no lock file holds a version. Add ", < 7" or write "~> 6.0"; commit .terraform.lock.hcl.',
    ]);
  });

  it("is silent when something holds the version", () => {
    expect(find({ "main.tf": requiringAws("~> 5.0") + providerBlock })).toEqual([]);
    expect(
      find({ "main.tf": requiringAws(">= 5.0") + providerBlock, ".terraform.lock.hcl": lockingAws("6.64.0") }),
    ).toEqual([]);
    expect(
      find({
        "main.tf": `${requiringAws(">= 5.0")}${providerBlock}module "child" {\n  source = "./child"\n}\n`,
        "child/main.tf": requiringAws("< 7.0"),
      }),
    ).toEqual([]);
  });

  it("leaves the examples of a module alone", () => {
    expect(find({ "examples/complete/main.tf": requiringAws(">= 5.0") + providerBlock })).toEqual([]);
    expect(find({ "live/examples-prod/main.tf": requiringAws(">= 5.0") + providerBlock })).toHaveLength(1);
  });

  it("leaves modules to their callers", () => {
    expect(find({ "main.tf": requiringAws(">= 5.0") })).toEqual([]);
    expect(
      find({
        "main.tf": `${requiringAws("~> 6.0")}${providerBlock}module "child" {\n  source = "./child"\n}\n`,
        "child/main.tf": requiringAws(">= 5.0"),
      }),
    ).toEqual([]);
  });
});
