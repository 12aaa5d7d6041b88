import { describe, expect, it } from "vitest";
import rule from "../../../rules/versions/provider-version-conflict.ts";
import { lintFolder } from "../../lint-folder.ts";
import { ruleTester } from "../../rule-tester.ts";
import { lockingAws, requiringAws } from "./entry.ts";

ruleTester.run("provider-version-conflict", rule, {
  valid: [requiringAws("~> 5.0, >= 5.31"), requiringAws("!= 5.0"), requiringAws("^5"), requiringAws()],
  invalid: [
    {
      code: requiringAws("~> 5.0, >= 6.0"),
      errors: [
        {
          messageId: "contradiction",
          data: { constraint: "~> 5.0, >= 6.0", remedy: "Keep one of the terms." },
          line: 5,
          column: 17,
          endLine: 5,
          endColumn: 33,
        },
      ],
    },
    {
      code: requiringAws("1,2"),
      errors: [{ messageId: "contradiction", line: 5, column: 17, endLine: 5, endColumn: 22 }],
    },
  ],
});

const find = (files: Record<string, string>): string[] => lintFolder("provider-version-conflict", { files });
const call = 'module "child" {\n  source = "./child"\n}\n';

describe("provider-version-conflict", () => {
  it("says what init says about two modules", () => {
    expect(find({ "main.tf": requiringAws(">= 5.0") + call, "child/main.tf": requiringAws("< 5.0") })).toEqual([
      "main.tf:5:17 init will fail: no available releases match the given constraints >= 5.0.0, < 5.0.0. The constraints of all modules have to hold at once.",
    ]);
  });

  it("says what init says about the lock file", () => {
    expect(find({ "main.tf": requiringAws("~> 6.0"), ".terraform.lock.hcl": lockingAws("5.100.0") })).toEqual([
      "main.tf:5:17 init will fail: locked provider registry.terraform.io/hashicorp/aws 5.100.0 does not match configured version constraint ~> 6.0; must use terraform init -upgrade to allow selection of new versions. Run terraform init -upgrade, or admit the locked version.",
    ]);
  });

  it("blames the module that refuses the locked version", () => {
    expect(
      find({
        "main.tf": requiringAws(">= 5.0") + call,
        "child/main.tf": requiringAws("~> 6.0"),
        ".terraform.lock.hcl": lockingAws("5.100.0"),
      }).map((finding) => finding.split(" ")[0]),
    ).toEqual(["child/main.tf:5:17"]);
  });

  it("knows where there are no releases, and where there may be some by now", () => {
    expect(find({ "main.tf": requiringAws("~> 5.200.0") })).toEqual([
      "main.tf:5:17 init will fail: no available releases match the given constraints ~> 5.200.0. There are no releases in that range.",
    ]);
    expect(find({ "main.tf": requiringAws("~> 7.0") })).toEqual([
      'main.tf:5:17 "~> 7.0" admits no release of hashicorp/aws known on 2026-09-09, when 6.64.0 was the newest. If it is not out yet, init will fail.',
    ]);
  });

  it("is silent about what fits, what was withdrawn, and what it has no list of", () => {
    expect(
      find({
        "main.tf": requiringAws("~> 5.0") + call,
        "child/main.tf": requiringAws(">= 4.0"),
        ".terraform.lock.hcl": lockingAws("5.100.0"),
      }),
    ).toEqual([]);
    expect(find({ "main.tf": requiringAws("5.71.0") })).toEqual([]);
    expect(find({ "main.tf": requiringAws("~> 99.0").replace("hashicorp/aws", "acme/aws") })).toEqual([]);
  });
});
