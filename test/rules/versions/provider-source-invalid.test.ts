import rule from "../../../rules/versions/provider-source-invalid.ts";
import { ruleTester } from "../../rule-tester.ts";

const entry = (source: string): string =>
  `terraform {\n  required_providers {\n    main = {\n      source = ${source}\n    }\n  }\n}\n`;

ruleTester.run("provider-source-invalid", rule, {
  valid: [
    entry('"hashicorp/aws"'),
    entry('"HashiCorp/AWS"'),
    entry('"aws"'),
    entry('"registry.opentofu.org/hashicorp/aws"'),
    entry('"example.com:8443/acme/aws"'),
    entry('"acme/anything"'),
    entry('"hashicorp/hcs"'),
    // hashicorp/ad or hashicorp/aws?
    entry('"hashicorp/aw"'),
    // Put together of constants, or not: Terraform will tell.
    entry('"${"hashicorp"}/aws"'),
  ],
  invalid: [
    {
      code: entry('"hashicrop/aws"'),
      errors: [
        {
          messageId: "misspelt",
          data: { source: "hashicrop/aws", remedy: 'Did you mean "hashicorp/aws"?' },
          line: 4,
          column: 16,
          endLine: 4,
          endColumn: 31,
          suggestions: [{ messageId: "replace", data: { nearest: "hashicorp/aws" }, output: entry('"hashicorp/aws"') }],
        },
      ],
    },
    ...["hashicorp/awss", "hasicorp/aws", "hashicorp/asw"].map((source) => ({
      code: entry(`"${source}"`),
      errors: [
        {
          messageId: "misspelt",
          line: 4,
          column: 16,
          endLine: 4,
          endColumn: 18 + source.length,
          suggestions: [{ messageId: "replace", output: entry('"hashicorp/aws"') }],
        },
      ],
    })),
    {
      code: entry('"https://registry.terraform.io/hashicorp/aws"'),
      errors: [
        {
          messageId: "malformed",
          data: {
            summary: "Invalid provider source string",
            detail: 'The "source" attribute must be in the format "[hostname/][namespace/]name".',
            remedy: 'A source is [HOST/]NAMESPACE/TYPE, like "hashicorp/aws".',
          },
          line: 4,
          column: 16,
          endLine: 4,
          endColumn: 61,
        },
      ],
    },
    {
      code: entry('"hashicorp/terraform-provider-aws"'),
      errors: [
        {
          messageId: "malformed",
          data: {
            summary: "Invalid provider type",
            detail:
              'Provider source "hashicorp/terraform-provider-aws" has a type with the prefix "terraform-provider-", which isn\'t valid. Although that prefix is often used in the names of version control repositories for Terraform providers, provider source strings should not include it.',
            remedy: 'A source is [HOST/]NAMESPACE/TYPE, like "hashicorp/aws".',
          },
          line: 4,
          column: 16,
          endLine: 4,
          endColumn: 50,
        },
      ],
    },
    {
      code: entry('"-/aws"'),
      errors: [
        {
          messageId: "malformed",
          data: {
            summary: "Invalid legacy provider address",
            detail: 'This configuration or its associated state refers to the unqualified provider "aws".',
            remedy: 'A source is [HOST/]NAMESPACE/TYPE, like "hashicorp/aws".',
          },
          line: 4,
          column: 16,
          endLine: 4,
          endColumn: 23,
        },
      ],
    },
    ...["local.source", "null", "5"].map((expression) => ({
      code: entry(expression),
      errors: [
        {
          messageId: "malformed",
          data: {
            summary: "Invalid source",
            detail: "Source must be specified as a string.",
            remedy: 'A source is [HOST/]NAMESPACE/TYPE, like "hashicorp/aws".',
          },
          line: 4,
          column: 16,
          endLine: 4,
          endColumn: 16 + expression.length,
        },
      ],
    })),
    ...["hashicorp/datadog", "datadog"].map((source) => ({
      code: entry(`"${source}"`),
      errors: [
        {
          messageId: "foreign",
          data: { source, remedy: 'Did you mean "DataDog/datadog"?' },
          line: 4,
          column: 16,
          endLine: 4,
          endColumn: 18 + source.length,
          suggestions: [{ messageId: "replace", output: entry('"DataDog/datadog"') }],
        },
      ],
    })),
    {
      code: entry('"hashicorp/aws@5.0"'),
      errors: [{ messageId: "malformed", line: 4, column: 16, endLine: 4, endColumn: 35 }],
    },
  ],
});
