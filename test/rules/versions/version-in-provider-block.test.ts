import rule from "../../../rules/versions/version-in-provider-block.ts";
import { ruleTester } from "../../rule-tester.ts";

ruleTester.run("version-in-provider-block", rule, {
  valid: ['provider "aws" {\n  region = "eu-west-1"\n}\n', 'module "vpc" {\n  version = "1.0.0"\n}\n'],
  invalid: [
    {
      code: 'provider "aws" {\n  alias   = "west"\n  version = "~> 5.0"\n}\n',
      errors: [
        {
          messageId: "deprecated",
          data: { provider: "aws", remedy: "Move it to version of aws in required_providers." },
          line: 3,
          column: 3,
          endLine: 3,
          endColumn: 21,
        },
      ],
    },
  ],
});
