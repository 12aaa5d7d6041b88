import { describe, expect, it } from "vitest";
import rule from "../../../rules/versions/provider-release-defective.ts";
import { lintFolder } from "../../lint-folder.ts";
import { ruleTester } from "../../rule-tester.ts";
import { lockingAws, requiringAws } from "./entry.ts";

const entry = (version: string, source = "hashicorp/aws"): string =>
  `terraform {\n  required_providers {\n    aws = {\n      source  = "${source}"\n      version = "${version}"\n    }\n  }\n}\n`;
const lock = (version: string): string =>
  `provider "registry.terraform.io/hashicorp/aws" {\n  version = "${version}"\n}\n`;

ruleTester.run("provider-release-defective", rule, {
  valid: [
    entry("~> 6.0"),
    entry(">= 4.0.0"),
    // Bugs that have nothing to do with signing in are another matter.
    entry("6.48.0"),
    // Nobody is known to use web_identity_token.
    entry("6.60.0"),
    entry("6.57.0", "example.com/acme/aws"),
    entry("> 99"),
    { code: lock("6.64.0"), filename: ".terraform.lock.hcl" },
    { code: lock("6.640.0"), filename: ".terraform.lock.hcl" },
  ],
  invalid: [
    {
      code: entry("6.57.0"),
      errors: [
        {
          messageId: "withdrawn",
          data: {
            version: "6.57.0",
            reason: "removed from GitHub and the registry (api error UnknownError); use 6.57.1",
            remedy: '"6.57.0" admits nothing better.',
          },
          line: 5,
          column: 17,
          endLine: 5,
          endColumn: 25,
        },
      ],
    },
    {
      code: entry("~> 4.0.0"),
      errors: [
        {
          messageId: "defective",
          data: {
            version: "4.0.0",
            what: "does not renew credentials that expire (assumed roles, SSO): ExpiredToken in long runs",
            fixedIn: "4.2.0",
            remedy: '"~> 4.0.0" admits nothing better.',
          },
          line: 5,
          column: 17,
          endLine: 5,
          endColumn: 27,
        },
      ],
    },
    {
      code: lock("5.71.0"),
      filename: ".terraform.lock.hcl",
      errors: [{ messageId: "withdrawn", line: 2, column: 13, endLine: 2, endColumn: 21 }],
    },
    {
      code: lock("5.65.0"),
      filename: ".terraform.lock.hcl",
      errors: [
        {
          messageId: "defective",
          data: {
            version: "5.65.0",
            what: "cannot reach AWS through AWS Network Firewall (TLS of Go 1.23)",
            fixedIn: "5.67.0",
            remedy: "Run terraform init -upgrade.",
          },
          line: 2,
          column: 13,
          endLine: 2,
          endColumn: 21,
        },
      ],
    },
  ],
});

const webIdentity = 'provider "aws" {\n  assume_role_with_web_identity {\n    web_identity_token = "x"\n  }\n}\n';
const find = (files: Record<string, string>): string[] => lintFolder("provider-release-defective", { files });

describe("provider-release-defective", () => {
  it("counts the bug of an argument only where it is used", () => {
    expect(find({ "main.tf": requiringAws("6.60.0") + webIdentity })).toEqual([
      'main.tf:5:17 hashicorp/aws 6.60.0 refuses web_identity_token when AWS_WEB_IDENTITY_TOKEN_FILE is set; fixed in 6.63.0. "6.60.0" admits nothing better.',
    ]);
    expect(find({ "main.tf": `${requiringAws("6.60.0")}provider "aws" {}\n` })).toEqual([]);
  });

  it("judges the locked release, whatever the constraint admits", () => {
    expect(find({ "main.tf": requiringAws("~> 4.0.0"), ".terraform.lock.hcl": lockingAws("4.67.0") })).toEqual([]);
    expect(
      find({ "main.tf": requiringAws(">= 4.0"), ".terraform.lock.hcl": lockingAws("4.1.0") }).map(
        (finding) => finding.split(" ")[0],
      ),
    ).toEqual([".terraform.lock.hcl:2:13"]);
  });
});
