import rule from "../../../rules/versions/provider-version-exact.ts";
import { ruleTester } from "../../rule-tester.ts";

const entry = (version: string): string =>
  `terraform {\n  required_providers {\n    tool = {\n      source  = "acme/tool"\n      version = "${version}"\n    }\n  }\n}\n`;

ruleTester.run("provider-version-exact", rule, {
  valid: [
    entry("~> 5.31.0"),
    entry("5.31"),
    entry("6.0.0-beta1"),
    entry("!= 5.31.0"),
    'terraform {\n  required_version = "1.5.7"\n}\n',
    'module "vpc" {\n  source  = "a/b/c"\n  version = "5.1.0"\n}\n',
  ],
  invalid: [
    {
      code: entry("5.31.0"),
      errors: [
        {
          messageId: "exact",
          data: { constraint: "5.31.0", remedy: 'Write "~> 5.31"; .terraform.lock.hcl holds the exact version.' },
          line: 5,
          column: 17,
          endLine: 5,
          endColumn: 25,
          suggestions: [{ messageId: "range", data: { suggestion: "~> 5.31" }, output: entry("~> 5.31") }],
        },
      ],
    },
    {
      code: 'provider "aws" {\n  version = "= 3.76.1"\n}\n',
      errors: [
        {
          messageId: "exact",
          line: 2,
          column: 13,
          endLine: 2,
          endColumn: 23,
          suggestions: [{ messageId: "range", output: 'provider "aws" {\n  version = "~> 3.76"\n}\n' }],
        },
      ],
    },
  ],
});
