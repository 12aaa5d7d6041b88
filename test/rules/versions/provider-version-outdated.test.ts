import { describe, expect, it } from "vitest";
import rule from "../../../rules/versions/provider-version-outdated.ts";
import { lint } from "../../../src/lint/lint.ts";
import { memoryMachine } from "../../../src/machine/memory.ts";
import { lintFolder } from "../../lint-folder.ts";
import { ruleTester } from "../../rule-tester.ts";
import { lockingAws, providerBlock, requiringAws } from "./entry.ts";

const entry = (version: string, source = "hashicorp/aws"): string =>
  `terraform {\n  required_providers {\n    main = {\n      source  = "${source}"\n      version = "${version}"\n    }\n  }\n}\n`;
const at = { line: 5, column: 17, endLine: 5 };

ruleTester.run("provider-version-outdated", rule, {
  valid: [
    entry("~> 6.0"),
    entry(">= 4.0"),
    entry(">= 4.0, < 7.0"),
    entry("6.0.0"),
    // Ahead of the list.
    entry("~> 7.0"),
    entry("~> 99.1.0"),
    entry("7.0.0-beta1"),
    entry("nonsense"),
    entry("~> 1.0", "acme/tool"),
    entry("~> 4.0", "registry.example.com/hashicorp/aws"),
    // Not all releases of this provider are known, but the major is.
    entry("7.3.0", "hashicorp/google"),
    'terraform {\n  required_providers {\n    tool = {\n      source = "acme/tool"\n    }\n  }\n}\n',
  ],
  invalid: [
    {
      code: entry("~> 4.0"),
      output: entry("~> 6.0"),
      errors: [
        {
          messageId: "outdated",
          data: {
            constraint: "~> 4.0",
            limit: "after 4.67.0 (2023-05-11)",
            newest: "6.64.0 is newest (list of 2026-09-09)",
            remedy:
              'With --fix: "~> 6.0". Read the upgrade guides for version 5, 6 first: 5.0.0 removed assume_role.duration_seconds, assume_role_with_web_identity.duration_seconds, s3_force_path_style, shared_credentials_file, skip_get_ec2_platforms.',
          },
          ...at,
          endColumn: 25,
        },
      ],
    },
    {
      code: entry(">= 4.0,<6"),
      errors: [
        {
          messageId: "outdated",
          data: {
            constraint: ">= 4.0,<6",
            limit: "after 5.100.0 (2025-06-12)",
            newest: "6.64.0 is newest (list of 2026-09-09)",
            remedy: 'Write ">= 4.0,<7". Read the upgrade guide for version 6 first.',
          },
          ...at,
          endColumn: 28,
          suggestions: [{ messageId: "raise", data: { raised: ">= 4.0,<7" }, output: entry(">= 4.0,<7") }],
        },
      ],
    },
    {
      code: entry("5.31.0"),
      errors: [
        {
          messageId: "outdated",
          ...at,
          endColumn: 25,
          suggestions: [{ messageId: "raise", output: entry("6.64.0") }],
        },
      ],
    },
    {
      code: entry("~>4"),
      output: entry("~>6"),
      errors: [{ messageId: "outdated", ...at, endColumn: 22 }],
    },
    {
      code: entry("~> 4.60.0", "hashicorp/google"),
      errors: [
        {
          messageId: "outdated",
          data: {
            constraint: "~> 4.60.0",
            limit: "of version 7",
            newest: "7.45.0 is newest (list of 2026-08-21)",
            remedy: 'Write "~> 7.45.0".',
          },
          ...at,
          endColumn: 28,
          suggestions: [{ messageId: "raise", output: entry("~> 7.45.0", "hashicorp/google") }],
        },
      ],
    },
    {
      code: entry("~> 5.0, != 6.64.0"),
      errors: [{ messageId: "outdated", ...at, endColumn: 36 }],
    },
    {
      code: 'terraform {\n  required_providers {\n    aws = "~> 3.0"\n  }\n}\n',
      output: 'terraform {\n  required_providers {\n    aws = "~> 6.0"\n  }\n}\n',
      errors: [{ messageId: "outdated", line: 3, column: 11, endLine: 3, endColumn: 19 }],
    },
    {
      code: 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws" # ours\n    }\n  }\n}\n',
      output:
        'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n      version = "~> 6.0" # ours\n    }\n  }\n}\n',
      errors: [
        {
          messageId: "missing",
          data: {
            provider: "hashicorp/aws",
            newest: "6.64.0 is newest (list of 2026-09-09)",
            remedy: 'Require version = "~> 6.0".',
          },
          line: 3,
          column: 5,
          endLine: 3,
          endColumn: 8,
        },
      ],
    },
    {
      code: 'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\n',
      errors: [{ messageId: "missing", line: 3, column: 5, endLine: 3, endColumn: 8 }],
    },
  ],
});

const find = (files: Record<string, string>, now?: number): string[] =>
  lintFolder("provider-version-outdated", { files, ...(now !== undefined && { now }) });

describe("provider-version-outdated", () => {
  it("fixes only where init will go on working", () => {
    const child = 'module "child" {\n  source = "./child"\n}\n';
    const fixed = (files: Record<string, string>): boolean[] =>
      lint({ paths: ["."] }, memoryMachine({ files })).results.flatMap(({ findings }) =>
        findings.filter(({ ruleId }) => ruleId === "provider-version-outdated").map(({ fix }) => fix !== undefined),
      );
    expect(fixed({ "main.tf": requiringAws("~> 5.0") })).toEqual([true]);
    expect(fixed({ "main.tf": requiringAws("~> 5.0"), ".terraform.lock.hcl": lockingAws("5.100.0") })).toEqual([false]);
    expect(fixed({ "main.tf": requiringAws("~> 5.0") + child, "child/main.tf": requiringAws("< 6.0") })).toEqual([
      false,
      false,
    ]);
    expect(fixed({ "main.tf": requiringAws("~> 5.0") + child, "child/main.tf": requiringAws(">= 5.0") })).toEqual([
      true,
    ]);
  });

  it("names what the configuration uses and the upgrade takes away", () => {
    const block = 'provider "aws" {\n  shared_credentials_file = "x"\n  profile = "p"\n}\n';
    expect(find({ "main.tf": requiringAws("~> 4.0") + block })).toEqual([
      'main.tf:5:17 "~> 4.0" admits no release after 4.67.0 (2023-05-11); 6.64.0 is newest (list of 2026-09-09). Write "~> 6.0". Read the upgrade guides for version 5, 6 first: what this configuration uses was removed (shared_credentials_file).',
    ]);
  });

  it("leaves a range without releases to the rule for conflicts", () => {
    expect(find({ "main.tf": requiringAws("> 5.100.0, < 6.0.0") })).toEqual([]);
  });

  it("takes the constraints of other modules and of provider blocks for what is missing", () => {
    expect(find({ "main.tf": requiringAws() + providerBlock })).toHaveLength(1);
    expect(find({ "main.tf": `${requiringAws()}provider "aws" {\n  version = "~> 6.0"\n}\n` })).toEqual([]);
    expect(find({ "main.tf": requiringAws(), ".terraform.lock.hcl": lockingAws("5.100.0") })).toEqual([
      'main.tf:3:5 Nothing says which version of hashicorp/aws init shall take; 6.64.0 is newest (list of 2026-09-09). Require version = "~> 5.0".',
    ]);
  });

  it("reports a provider block when nothing requires the provider, once", () => {
    expect(find({ "main.tf": 'provider "aws" {}\n\nprovider "aws" {\n  alias = "west"\n}\n' })).toEqual([
      'main.tf:1:10 Nothing says which version of hashicorp/aws init shall take; 6.64.0 is newest (list of 2026-09-09). Require version = "~> 6.0".',
    ]);
  });

  it("softens its words when the list is old", () => {
    expect(find({ "main.tf": requiringAws("~> 5.0") }, Date.UTC(2027, 8, 9))[0]).toContain(
      "6.64.0 was the newest 365 days ago (list of 2026-09-09); there may be newer ones",
    );
  });
});
