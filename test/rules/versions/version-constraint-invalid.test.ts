import rule from "../../../rules/versions/version-constraint-invalid.ts";
import { ruleTester } from "../../rule-tester.ts";

const syntax = {
  summary: "Invalid version constraint",
  detail: "This string does not use correct version constraint syntax.",
};
const noRepair =
  'Constraints are comma-separated comparisons (=, !=, >, >=, <, <=, ~>) with version numbers, like "~> 5.0".';
const anyRelease = "To take any release, leave it out.";

const entry = (version: string): string => `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ${version}
    }
  }
}
`;

const core = (version: string): string => `terraform {\n  required_version = ${version}\n}\n`;

ruleTester.run("version-constraint-invalid", rule, {
  valid: [
    entry('"~> 5.0"'),
    entry('"1,2,3"'),
    core("null"),
    core('"${">= 1.5"}"'),
    'module "vpc" {\n  source  = "a/b/c"\n  version = var.version\n}\n',
    entry('"~> ${local.major}.0"'),
    'terraform {\n  required_providers {\n    aws = "~> 5.0"\n  }\n}\n',
    'terraform {\n  required_version = "v1.5"\n}\n',
    "terraform {\n  required_version = 1.5\n}\n",
    'module "vpc" {\n  source  = "terraform-aws-modules/vpc/aws"\n  version = "~> v5.0-beta1"\n}\n',
    'resource "aws_eks_addon" "this" {\n  version = "^1"\n}\n',
    { code: '{"terraform":{"required_providers":{"aws":{"version":"~> 5.0"}}}}', filename: "main.tf.json" },
  ],
  invalid: [
    {
      code: '{"terraform":{"required_providers":{"aws":{"version":"^5.0"}}}}',
      filename: "main.tf.json",
      output: '{"terraform":{"required_providers":{"aws":{"version":"~> 5.0"}}}}',
      errors: [{ messageId: "invalid", line: 1, column: 54, endLine: 1, endColumn: 60 }],
    },
    {
      code: entry('"^5.0"'),
      output: entry('"~> 5.0"'),
      errors: [
        {
          messageId: "invalid",
          data: { ...syntax, remedy: 'Write "~> 5.0".' },
          line: 5,
          column: 17,
          endLine: 5,
          endColumn: 23,
        },
      ],
    },
    {
      code: entry('"v5.0"'),
      output: entry('"5.0"'),
      errors: [
        {
          messageId: "invalid",
          data: {
            summary: "Invalid version constraint",
            detail: 'Incorrect version constraint syntax: a "v" prefix should not be used.',
            remedy: 'Write "5.0".',
          },
          line: 5,
          column: 17,
          endLine: 5,
          endColumn: 23,
        },
      ],
    },
    {
      code: entry('"stable"'),
      errors: [
        { messageId: "invalid", data: { ...syntax, remedy: noRepair }, line: 5, column: 17, endLine: 5, endColumn: 25 },
      ],
    },
    ...['"latest"', '""', '"*"'].map((version) => ({
      code: entry(version),
      errors: [
        {
          messageId: "invalid",
          data: { ...syntax, remedy: anyRelease },
          line: 5,
          column: 17,
          endLine: 5,
          endColumn: 17 + version.length,
        },
      ],
    })),
    ...["var.version", "null", '[">= 5"]'].map((version) => ({
      code: entry(version),
      errors: [
        {
          messageId: "expression",
          data: {
            summary: "Invalid version constraint",
            detail: "Version must be specified as a string.",
            remedy: 'Write it out, like "~> 5.0": nothing is evaluated here.',
          },
          line: 5,
          column: 17,
          endLine: 5,
          endColumn: 17 + version.length,
        },
      ],
    })),
    // Summaries and details as `terraform init` 1.11.4 prints them.
    ...[
      ["var.version", "Variables not allowed", "Variables may not be used here."],
      ['join("", [">= 1"])', "Function calls not allowed", "Functions may not be called here."],
      ['["~> 1.0"]', "Invalid version constraint", "A string value is required for required_version."],
    ].map(([version = "", summary = "", detail = ""]) => ({
      code: core(version),
      errors: [
        {
          messageId: "expression",
          data: { summary, detail, remedy: 'Write it out, like ">= 1.5": nothing is evaluated here.' },
          line: 2,
          column: 22,
          endLine: 2,
          endColumn: 22 + version.length,
        },
      ],
    })),
    {
      code: entry("5.0"),
      errors: [
        {
          messageId: "number",
          data: { remedy: 'Write "~> 5.0", or "5.0" for exactly that release.' },
          line: 5,
          column: 17,
          endLine: 5,
          endColumn: 20,
        },
      ],
    },
    {
      code: 'terraform {\n  required_providers {\n    aws = ">=  5.0"\n  }\n}\n',
      output: 'terraform {\n  required_providers {\n    aws = ">= 5.0"\n  }\n}\n',
      errors: [{ messageId: "invalid", line: 3, column: 11, endLine: 3, endColumn: 20 }],
    },
    {
      code: 'provider "aws" {\n  version = ">= 4.0 < 6.0"\n}\n',
      output: 'provider "aws" {\n  version = ">= 4.0, < 6.0"\n}\n',
      errors: [{ messageId: "invalid", line: 2, column: 13, endLine: 2, endColumn: 27 }],
    },
    {
      code: 'module "vpc" {\n  source  = "terraform-aws-modules/vpc/aws"\n  version = "5.x"\n}\n',
      output: 'module "vpc" {\n  source  = "terraform-aws-modules/vpc/aws"\n  version = "~> 5.0"\n}\n',
      errors: [{ messageId: "invalid", line: 3, column: 13, endLine: 3, endColumn: 18 }],
    },
    {
      code: 'terraform {\n  required_version = ">= 1.6.0-beta1"\n}\n',
      output: 'terraform {\n  required_version = ">= 1.6.0"\n}\n',
      errors: [
        {
          messageId: "invalid",
          data: {
            summary: "Invalid required_version constraint",
            detail:
              "Prerelease version constraints are not supported: >= 1.6.0-beta1. Remove the prerelease information from the constraint. Prerelease versions of terraform will match constraints using their version core only.",
            remedy: 'Write ">= 1.6.0".',
          },
          line: 2,
          column: 22,
          endLine: 2,
          endColumn: 38,
        },
      ],
    },
  ],
});
