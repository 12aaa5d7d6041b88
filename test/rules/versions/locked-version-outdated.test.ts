import rule from "../../../rules/versions/locked-version-outdated.ts";
import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";
import { ruleTester } from "../../rule-tester.ts";
import { lockingAws, requiringAws } from "./entry.ts";

const lock = (version: string, provider = "registry.terraform.io/hashicorp/aws"): string =>
  `provider "${provider}" {\n  version = "${version}"\n}\n`;
const filename = ".terraform.lock.hcl";

ruleTester.run("locked-version-outdated", rule, {
  valid: [
    { code: lock("6.64.0"), filename },
    { code: lock("6.20.0"), filename },
    // Newer than the table.
    { code: lock("7.0.0"), filename },
    { code: lock("4.0.0", "registry.terraform.io/acme/tool"), filename },
    { code: lock("4.0.0", "registry.example.com/hashicorp/aws"), filename },
    { code: lock("latest"), filename },
  ],
  invalid: [
    {
      code: lock("4.67.0"),
      filename,
      errors: [
        {
          messageId: "outdated",
          data: {
            provider: "hashicorp/aws",
            version: "4.67.0",
            date: "2023-05-11",
            newest: "6.64.0",
            asOf: "2026-09-09",
            remedy: "terraform init -upgrade takes the newest that the constraints admit.",
          },
          line: 2,
          column: 13,
          endLine: 2,
          endColumn: 21,
        },
      ],
    },
    {
      code: lock("6.0.0", "registry.opentofu.org/hashicorp/aws"),
      filename,
      errors: [{ messageId: "outdated", line: 2, column: 13, endLine: 2, endColumn: 20 }],
    },
    {
      code: lock("6.50.0"),
      filename,
      options: [{ maxAgeDays: 30 }],
      errors: [{ messageId: "outdated", line: 2, column: 13, endLine: 2, endColumn: 21 }],
    },
  ],
});

describe("locked-version-outdated", () => {
  const find = (constraint: string, version: string): string[] =>
    lintFolder("locked-version-outdated", {
      files: { "main.tf": requiringAws(constraint), ".terraform.lock.hcl": lockingAws(version) },
    });

  it("says what -upgrade takes", () => {
    expect(find("~> 5.0", "5.10.0")).toEqual([
      ".terraform.lock.hcl:2:13 hashicorp/aws 5.10.0 (2023-07-27) is locked; 6.64.0 is the newest as of 2026-09-09. terraform init -upgrade takes 5.100.0.",
    ]);
  });

  it("is silent where the constraint holds it back", () => {
    expect(find("~> 5.0", "5.100.0")).toEqual([]);
  });
});
