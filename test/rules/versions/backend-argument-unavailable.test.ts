import { expect, it } from "vitest";
import rule from "../../../rules/versions/backend-argument-unavailable.ts";
import { lintAndFix } from "../../../src/lint/fix.ts";
import { memoryMachine } from "../../../src/machine/memory.ts";
import { ruleTester } from "../../rule-tester.ts";

const backend = (required: string | null, ...body: string[]): string =>
  `terraform {\n${required === null ? "" : `  required_version = "${required}"\n`}  backend "s3" {\n${body.map((line) => `    ${line}\n`).join("")}  }\n}\n`;
const role = "assume_role = {";
const arn = '  role_arn = "arn:aws:iam::123456789012:role/state"';

ruleTester.run("backend-argument-unavailable", rule, {
  valid: [
    backend(">= 1.6", role, arn, "}"),
    backend("~> 1.9.0", 'role_arn = "x"'),
    backend(null, role, arn, "}"),
    backend(">= 1.10", 'buckte = "x"', "use_lockfile = true"),
    backend(">= 1.8", "use_lockfile = true"),
    backend("nonsense", "use_lockfile = true"),
    backend("> 99", 'role_arn = "x"'),
    'terraform {\n  required_version = ">= 1.10"\n  backend "gcs" {\n    role_arn = "x"\n  }\n}\n',
  ],
  invalid: [
    {
      code: backend("~> 1.5.0", role, arn, "}"),
      errors: [
        {
          messageId: "tooNew",
          data: {
            name: "assume_role",
            program: "Terraform",
            since: "1.6.0",
            required: 'required_version = "~> 1.5.0"',
            remedy: 'Require ">= 1.6".',
          },
          line: 4,
          column: 5,
          endLine: 4,
          endColumn: 16,
        },
      ],
    },
    {
      code: backend(">= 1.10, < 2.0", 'role_arn = "x"'),
      errors: [
        {
          messageId: "removed",
          data: {
            name: "role_arn",
            program: "Terraform",
            until: "1.10.0",
            required: 'required_version = ">= 1.10, < 2.0" admits 1.15.9',
            remedy: "Use what replaced it (assume_role = {…} for the role arguments).",
          },
          line: 4,
          column: 5,
          endLine: 4,
          endColumn: 13,
        },
      ],
    },
    {
      code: backend(null, 'session_name = "x"'),
      errors: [
        {
          messageId: "removed",
          data: {
            name: "session_name",
            program: "Terraform",
            until: "1.10.0",
            required: "no required_version keeps it out",
            remedy: "Use what replaced it (assume_role = {…} for the role arguments).",
          },
          line: 3,
          column: 5,
          endLine: 3,
          endColumn: 17,
        },
      ],
    },
    {
      code: backend(">= 1.8", "use_lockfile = true"),
      options: [{ floor: true }],
      errors: [
        {
          messageId: "floor",
          data: {
            name: "use_lockfile",
            program: "Terraform",
            since: "1.10.0",
            required: 'required_version = ">= 1.8"',
            oldest: "1.8.0",
            remedy: 'Require ">= 1.10".',
          },
          line: 4,
          column: 5,
          endLine: 4,
          endColumn: 17,
        },
      ],
    },
  ],
});

it("writes what was removed anew", () => {
  const machine = memoryMachine({ files: { "main.tf": backend(">= 1.10", 'role_arn = "x"', 'session_name = "me"') } });
  const { results } = lintAndFix({ paths: ["."], choices: [] }, "dry-run", machine);
  expect(results[0]?.source).toBe(backend(">= 1.10", role, '  role_arn     = "x"', '  session_name = "me"', "}"));
});
