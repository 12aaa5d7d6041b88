import rule from "../../../rules/versions/legacy-provider-requirement.ts";
import { ruleTester } from "../../rule-tester.ts";

ruleTester.run("legacy-provider-requirement", rule, {
  valid: [
    'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n',
    'terraform {\n  required_providers {\n    aws = {\n      version = "~> 5.0"\n    }\n  }\n}\n',
  ],
  invalid: [
    {
      code: 'terraform {\n  required_providers {\n    aws = "~> 5.0" # keep\n  }\n}\n',
      output:
        'terraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "~> 5.0"\n    } # keep\n  }\n}\n',
      errors: [
        {
          messageId: "legacy",
          data: { name: "aws", remedy: 'Write { source = "hashicorp/aws", version = "~> 5.0" }.' },
          line: 3,
          column: 5,
          endLine: 3,
          endColumn: 19,
        },
      ],
    },
    {
      code: 'terraform {\n\trequired_providers {\n\t\tAzureRM = ">= 1.0"\n\t}\n}\n',
      output:
        'terraform {\n\trequired_providers {\n\t\tAzureRM = {\n\t\t  source  = "hashicorp/azurerm"\n\t\t  version = ">= 1.0"\n\t\t}\n\t}\n}\n',
      errors: [{ messageId: "legacy", line: 3, column: 3, endLine: 3, endColumn: 21 }],
    },
    {
      code: 'terraform {\n  required_providers {\n    github = "~> 2.8"\n  }\n}\n',
      errors: [
        {
          messageId: "legacy",
          data: { name: "github", remedy: 'Write { source = "integrations/github", version = "~> 2.8" }.' },
          line: 3,
          column: 5,
          endLine: 3,
          endColumn: 22,
        },
      ],
    },
    {
      code: "terraform {\n  required_providers {\n    aws = 5.10\n  }\n}\n",
      errors: [{ messageId: "legacy", line: 3, column: 5, endLine: 3, endColumn: 15 }],
    },
  ],
});
