import rule from "../../../rules/versions/lock-file-platforms.ts";
import { ruleTester } from "../../rule-tester.ts";

const lock = (...hashes: string[]): string =>
  `provider "registry.terraform.io/hashicorp/aws" {\n  version = "6.64.0"\n  hashes = [\n${hashes.map((hash) => `    "${hash}",\n`).join("")}  ]\n}\n`;
const filename = ".terraform.lock.hcl";

ruleTester.run("lock-file-platforms", rule, {
  valid: [
    { code: lock("h1:a", "h1:b"), filename },
    { code: lock("h1:a", "zh:b"), filename },
    { code: lock("zh:a"), filename },
    { code: 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "6.64.0"\n}\n', filename },
    lock("h1:a"),
  ],
  invalid: [
    {
      code: lock("h1:a"),
      filename,
      errors: [
        {
          messageId: "onePlatform",
          data: {
            provider: "registry.terraform.io/hashicorp/aws",
            version: "6.64.0",
            remedy:
              "Run terraform providers lock -platform=linux_amd64 -platform=darwin_arm64 (and what else you use).",
          },
          line: 1,
          column: 10,
          endLine: 1,
          endColumn: 47,
        },
      ],
    },
  ],
});
