import rule from "../../../rules/versions/duplicate-provider-source.ts";
import { ruleTester } from "../../rule-tester.ts";

const entries = (...names: [name: string, source: string][]): string =>
  `terraform {\n  required_providers {\n${names.map(([name, source]) => `    ${name} = { source = "${source}" }\n`).join("")}  }\n}\n`;

ruleTester.run("duplicate-provider-source", rule, {
  valid: [
    entries(["aws", "hashicorp/aws"], ["google", "hashicorp/google"]),
    entries(["aws", "hashicorp/aws"], ["other", "example.com/hashicorp/aws"]),
    entries(["aws", "not a source"], ["other", "not a source"]),
  ],
  invalid: [
    {
      code: entries(["aws", "hashicorp/aws"], ["amazon", "registry.terraform.io/HashiCorp/aws"]),
      errors: [
        {
          messageId: "duplicate",
          data: {
            provider: "registry.terraform.io/hashicorp/aws",
            first: "aws",
            remedy: "Keep one name; use aliases for further configurations.",
          },
          line: 4,
          column: 5,
          endLine: 4,
          endColumn: 64,
        },
      ],
    },
    {
      code: 'terraform {\n  required_providers {\n    amazon = { source = "hashicorp/aws" }\n    aws    = "~> 5.0"\n  }\n}\n',
      errors: [{ messageId: "duplicate", line: 4, column: 5, endLine: 4, endColumn: 22 }],
    },
  ],
});
