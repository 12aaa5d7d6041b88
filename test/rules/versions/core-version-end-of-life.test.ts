import rule from "../../../rules/versions/core-version-end-of-life.ts";
import { ruleTester } from "../../rule-tester.ts";

const required = (version: string): string => `terraform {\n  required_version = ${version}\n}\n`;

ruleTester.run("core-version-end-of-life", rule, {
  valid: [
    required('">= 0.12"'),
    required('"~> 1.3"'),
    required('"~> 1"'),
    required('"~> 1.14.0"'),
    required('">= 99"'),
    required('"nonsense"'),
    required("var.x"),
    "terraform {}\n",
  ],
  invalid: [
    {
      code: required('"~> 1.5.0"'),
      errors: [
        {
          messageId: "ended",
          data: {
            constraint: "~> 1.5.0",
            name: "Terraform",
            admitted: "1.5.7",
            successor: "1.7.0",
            date: "2024-01-17",
            remedy: "Admit a supported release: 1.15.9 is newest (list of 2026-08-22).",
          },
          line: 2,
          column: 22,
          endLine: 2,
          endColumn: 32,
        },
      ],
    },
    {
      code: required('"< 1.0"'),
      errors: [{ messageId: "ended", line: 2, column: 22, endLine: 2, endColumn: 29 }],
    },
  ],
});
