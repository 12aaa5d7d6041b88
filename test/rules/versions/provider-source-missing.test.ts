import rule from "../../../rules/versions/provider-source-missing.ts";
import { ruleTester } from "../../rule-tester.ts";

const entry = (name: string, ...items: string[]): string =>
  `terraform {\n  required_providers {\n    ${name} = {\n${items.map((item) => `      ${item}\n`).join("")}    }\n  }\n}\n`;

ruleTester.run("provider-source-missing", rule, {
  valid: [
    entry("aws", 'source  = "hashicorp/aws"', 'version = "~> 6.0"'),
    entry("aws", "source  = var.source"),
    entry("terraform", 'version = "1.0"'),
    'terraform {\n  required_providers {\n    aws = "~> 5.0"\n  }\n}\n',
  ],
  invalid: [
    {
      code: entry("aws", 'version = "~> 6.0"'),
      output: entry("aws", 'source  = "hashicorp/aws"', 'version = "~> 6.0"'),
      errors: [
        {
          messageId: "implied",
          data: { name: "aws", type: "aws", remedy: 'Add source = "hashicorp/aws".' },
          line: 3,
          column: 5,
          endLine: 3,
          endColumn: 8,
        },
      ],
    },
    {
      code: entry("datadog", 'version = "~> 3.0"'),
      errors: [
        {
          messageId: "foreign",
          data: { name: "datadog", type: "datadog", remedy: 'Add source = "DataDog/datadog".' },
          line: 3,
          column: 5,
          endLine: 3,
          endColumn: 12,
          suggestions: [
            {
              messageId: "add",
              data: { source: "DataDog/datadog" },
              output: entry("datadog", 'source  = "DataDog/datadog"', 'version = "~> 3.0"'),
            },
          ],
        },
      ],
    },
    {
      code: 'terraform {\n  required_providers {\n    aws = { version = "~> 6.0" }\n  }\n}\n',
      errors: [{ messageId: "implied", line: 3, column: 5, endLine: 3, endColumn: 8 }],
    },
    {
      code: "terraform {\n  required_providers {\n    aws = {}\n  }\n}\n",
      errors: [{ messageId: "implied", line: 3, column: 5, endLine: 3, endColumn: 8 }],
    },
  ],
});
