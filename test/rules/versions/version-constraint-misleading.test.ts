import rule from "../../../rules/versions/version-constraint-misleading.ts";
import { ruleTester } from "../../rule-tester.ts";

const required = (version: string): string => `terraform {\n  required_version = ${version}\n}\n`;
const aws = (version: string): string => `terraform {\n  required_providers {\n    aws = ${version}\n  }\n}\n`;
const vpc = (version: string): string => `module "vpc" {\n  source  = "a/b/c"\n  version = ${version}\n}\n`;

ruleTester.run("version-constraint-misleading", rule, {
  valid: [
    required('"~> 1.0"'),
    required('">= 1.5, < 2"'),
    required('"1.5.7"'),
    required("null"),
    aws('"~> 5"'),
    aws('">= 5, < 6"'),
    aws('"<= 5.31.0"'),
    aws('"^5"'),
    vpc('"~> 5.1"'),
    "terraform {\n  required_providers {\n    aws = {\n      version = 5.0\n    }\n  }\n}\n",
  ],
  invalid: [
    {
      code: required('"~> 1"'),
      errors: [
        {
          messageId: "openEnd",
          data: { term: "~> 1", release: "1.0.0", remedy: 'If that is not what you want: "~> 1.0".' },
          line: 2,
          column: 22,
          endLine: 2,
          endColumn: 28,
          suggestions: [{ messageId: "write", data: { suggestion: "~> 1.0" }, output: required('"~> 1.0"') }],
        },
      ],
    },
    {
      code: vpc('">= 5.1, ~> 5"'),
      errors: [
        {
          messageId: "openEnd",
          line: 3,
          column: 13,
          endLine: 3,
          endColumn: 27,
          suggestions: [{ messageId: "write", output: vpc('">= 5.1, ~> 5.0"') }],
        },
      ],
    },
    {
      code: aws('"5.31"'),
      errors: [
        {
          messageId: "exactly",
          data: { term: "5.31", release: "5.31.0", remedy: 'If that is not what you want: "~> 5.31.0".' },
          line: 3,
          column: 11,
          endLine: 3,
          endColumn: 17,
          suggestions: [{ messageId: "write", output: aws('"~> 5.31.0"') }],
        },
      ],
    },
    {
      code: aws('">= 4, <= 5"'),
      errors: [
        {
          messageId: "upTo",
          data: { term: "<= 5", release: "5.0.0", remedy: 'If that is not what you want: "< 6".' },
          line: 3,
          column: 11,
          endLine: 3,
          endColumn: 23,
          suggestions: [{ messageId: "write", output: aws('">= 4, < 6"') }],
        },
      ],
    },
    {
      code: aws('"> 4.2"'),
      errors: [
        {
          messageId: "after",
          data: { term: "> 4.2", release: "4.2.0", remedy: 'If that is not what you want: ">= 4.3".' },
          line: 3,
          column: 11,
          endLine: 3,
          endColumn: 18,
          suggestions: [{ messageId: "write", output: aws('">= 4.3"') }],
        },
      ],
    },
    {
      code: required("1.10"),
      errors: [
        {
          messageId: "number",
          data: { number: "1.10", release: "1.1.0", remedy: "Write a string with an operator." },
          line: 2,
          column: 22,
          endLine: 2,
          endColumn: 26,
        },
      ],
    },
    {
      code: aws("5"),
      errors: [
        {
          messageId: "number",
          data: { number: "5", release: "5.0.0", remedy: "Write a string with an operator." },
          line: 3,
          column: 11,
          endLine: 3,
          endColumn: 12,
        },
      ],
    },
  ],
});
