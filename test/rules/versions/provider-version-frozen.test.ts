import rule from "../../../rules/versions/provider-version-frozen.ts";
import { ruleTester } from "../../rule-tester.ts";

const entry = (version: string, source = "hashicorp/aws"): string =>
  `terraform {\n  required_providers {\n    aws = {\n      source  = "${source}"\n      version = "${version}"\n    }\n  }\n}\n`;

ruleTester.run("provider-version-frozen", rule, {
  valid: [
    entry("~> 5.31"),
    entry(">= 5.31.0"),
    entry("5.31.0"),
    // There is nothing newer in that major.
    entry("~> 4.67.0"),
    entry("~> 6.64.0"),
    entry("~> 5.31.0", "hashicorp/google"),
    entry("~> 5.31.0", "example.com/hashicorp/aws"),
    entry("~> 99.0.0"),
  ],
  invalid: [
    {
      code: entry("~> 5.31.0"),
      errors: [
        {
          messageId: "frozen",
          data: {
            term: "~> 5.31.0",
            admitted: "5.31.0",
            provider: "hashicorp/aws",
            newest: "5.100.0",
            asOf: "2026-09-09",
            remedy: '"~> 5.31" takes them and stays below 6.0.',
          },
          line: 5,
          column: 17,
          endLine: 5,
          endColumn: 28,
          suggestions: [{ messageId: "widen", data: { suggestion: "~> 5.31" }, output: entry("~> 5.31") }],
        },
      ],
    },
  ],
});
