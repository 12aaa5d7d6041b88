import { describe, expect, it } from "vitest";
import { lint } from "../../../src/lint/lint.ts";
import { memoryMachine } from "../../../src/machine/memory.ts";
import { lintFolder } from "../../lint-folder.ts";
import { lockingAws, providerBlock, requiringAws } from "./entry.ts";

const find = (files: Record<string, string>): string[] => lintFolder("provider-version-unbounded", { files });

describe("provider-version-unbounded", () => {
  it("reports a root module whose provider has no upper end", () => {
    expect(find({ "main.tf": requiringAws(">= 5.0") + providerBlock })).toEqual([
      'main.tf:5:17 Nothing keeps the next major version of hashicorp/aws out: ">= 5.0" has no upper end and no lock file holds a version. Add ", < 7" or write "~> 6.0"; commit .terraform.lock.hcl.',
    ]);
  });

  it("keeps what the author asked for, and suggests the end alone", () => {
    const files = { "main.tf": requiringAws(">=6.54") + providerBlock };
    const { results } = lint({ paths: ["."], preset: "strict" }, memoryMachine({ files }));
    const finding = results[0]?.findings.find(({ ruleId }) => ruleId === "provider-version-unbounded");
    expect(finding?.remedy).toBe('Add ", < 7" or write "~> 6.54"; commit .terraform.lock.hcl.');
    expect(finding?.suggestions).toEqual([
      { desc: 'Write ">=6.54, < 7".', fix: { range: [expect.any(Number), expect.any(Number)], text: ">=6.54, < 7" } },
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
