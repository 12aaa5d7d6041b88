import { describe, expect, it } from "vitest";
import rule from "../../../rules/credentials/hardcoded-credentials.ts";
import { longTermId, secret, sessionToken, temporaryId } from "../../aws/keys/made-up.ts";
import { lintFolder } from "../../lint-folder.ts";
import { ruleTester } from "../../rule-tester.ts";

const id = "hardcoded-credentials";

ruleTester.run(id, rule, {
  valid: [
    'provider "aws" {\n  access_key = var.access_key\n}\n',
    'provider "aws" {\n  access_key = ""\n  secret_key = null\n}\n',
    { code: 'access_key = "AKIAIOSFODNN7EXAMPLE"\n', filename: "x.tfvars" },
    { code: '{"provider": {"aws": {"secret_key": "${var.s}"}}}', filename: "main.tf.json" },
  ],
  invalid: [
    {
      code: `provider "aws" {\n  secret_key = "${secret}"\n}\n`,
      errors: [
        {
          messageId: "literal",
          data: { argument: "secret_key", consumer: 'provider "aws"', key: "", remedy: rotateForProvider() },
          line: 2,
          column: 16,
          endLine: 2,
          endColumn: 58,
          suggestions: [
            {
              messageId: "useVariable",
              data: { variable: "aws_secret_key" },
              output: 'provider "aws" {\n  secret_key = var.aws_secret_key\n}\n',
            },
          ],
        },
      ],
    },
    {
      code: `{"provider": {"aws": {"secret_key": "${secret}"}}}`,
      filename: "main.tf.json",
      errors: [
        {
          messageId: "literal",
          line: 1,
          column: 37,
          endLine: 1,
          endColumn: 79,
        },
      ],
    },
    {
      code: `provider "aws" {\n  secret_key = var.s\n}\nvariable "s" {\n  default = "${secret}"\n}\n`,
      errors: [
        {
          messageId: "literal",
          line: 5,
          column: 13,
          endLine: 5,
          endColumn: 55,
          suggestions: [
            {
              messageId: "removeDefault",
              data: { variable: "s" },
              output: 'provider "aws" {\n  secret_key = var.s\n}\nvariable "s" {\n}\n',
            },
          ],
        },
      ],
    },
    {
      code: `terraform {\n  backend "s3" {\n    token = "${sessionToken}"\n  }\n}\n`,
      errors: [{ messageId: "literal", line: 3, column: 13, endLine: 3, endColumn: 13 + sessionToken.length + 2 }],
    },
    {
      code: `secret_key = "${secret}"\n`,
      filename: "prod.tfbackend",
      errors: [{ messageId: "literal", line: 1, column: 14, endLine: 1, endColumn: 56 }],
    },
    {
      code: 'provider "aws" {\n  access_key = "AKIAIOSFODNN7EXAMPLE"\n  secret_key = "<secret>"\n  token = "test"\n}\n',
      errors: [
        { messageId: "example", line: 2, column: 16, endLine: 2, endColumn: 38 },
        { messageId: "placeholder", line: 3, column: 16, endLine: 3, endColumn: 26 },
        { messageId: "dummy", line: 4, column: 11, endLine: 4, endColumn: 17 },
      ],
    },
    {
      code: 'provider "aws" {\n  access_key = "AKIASP2TPHJSQH3FJRUX"\n}\n',
      errors: [{ messageId: "canary", line: 2, column: 16, endLine: 2, endColumn: 38 }],
    },
    {
      code: 'provider "google" {\n  credentials = <<E\n{"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----"}\nE\n}\n',
      errors: [
        {
          messageId: "literal",
          line: 2,
          column: 17,
          endLine: 4,
          endColumn: 2,
          suggestions: [
            {
              messageId: "useVariable",
              data: { variable: "google_credentials" },
              output: 'provider "google" {\n  credentials = var.google_credentials\n}\n',
            },
          ],
        },
      ],
    },
  ],
});

function rotateForProvider(): string {
  return "Create a new key, deactivate this one, then let the provider use a profile, a role, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
}

describe("hardcoded-credentials", () => {
  const provider = (rest: string): string => `provider "aws" {\n  region = "eu-west-1"\n${rest}}\n`;

  it("says where the literal stands, what it reaches, whose key it is and what to do", () => {
    const files = {
      "main.tf": provider("  access_key = var.access_key\n  secret_key = var.secret_key\n"),
      "variables.tf": 'variable "access_key" {}\nvariable "secret_key" {\n  sensitive = true\n}\n',
      "prod.auto.tfvars": `access_key = "${longTermId}"\nsecret_key = "${secret}"\n`,
    };
    expect(lintFolder(id, { files })).toEqual([
      'prod.auto.tfvars:1:14 access_key of provider "aws" (main.tf:3) is written into this file: long-term key AKIA…H4I2 of account 1234-5678-9012. Create a new key, deactivate this one, then pass the new one as TF_VAR_access_key.',
      'prod.auto.tfvars:2:14 secret_key of provider "aws" (main.tf:4) is written into this file, beside long-term key AKIA…H4I2 of account 1234-5678-9012. Create a new key, deactivate this one, then pass the new one as TF_VAR_secret_key.',
    ]);
  });

  it("knows that a temporary key expires", () => {
    const files = { "main.tf": provider(`  access_key = "${temporaryId}"\n`) };
    expect(lintFolder(id, { files })[0]).toMatch(
      /: temporary key ASIA…N4FV of account 1234-5678-9012\. Remove it \(it expires/u,
    );
  });

  it("warns of what -backend-config keeps", () => {
    const files = { "main.tf": `terraform {\n  backend "s3" {\n    secret_key = "${secret}"\n  }\n}\n` };
    expect(lintFolder(id, { files })[0]).toContain(
      "(what -backend-config is given stays in .terraform/terraform.tfstate)",
    );
  });

  it("names the page of another provider", () => {
    const files = { "main.tf": 'provider "hcloud" {\n  token = "hunter2-Zq9"\n}\n' };
    expect(lintFolder(id, { files })).toEqual([
      'main.tf:2:11 token of provider "hcloud" is written into this file. Revoke it where it was issued, then pass a new one as a sensitive variable or by the environment (https://registry.terraform.io/providers/hetznercloud/hcloud/latest/docs).',
    ]);
  });

  it("finds the provider behind a local name", () => {
    const files = {
      "main.tf":
        'terraform {\n  required_providers {\n    cloud = { source = "hetznercloud/hcloud" }\n  }\n}\nprovider "cloud" {\n  token = "hunter2-Zq9"\n}\n',
    };
    expect(lintFolder(id, { files })).toHaveLength(1);
  });

  it("reports the default of a module that nobody calls, and each call of one that is called", () => {
    const child = `${provider("  secret_key = var.s\n")}variable "s" {\n  default = "x${secret.slice(1)}"\n}\n`;
    expect(lintFolder(id, { files: { "m/main.tf": child } }).map((found) => found.split(" ")[0])).toEqual([
      "m/main.tf:6:13",
    ]);
    const files = {
      "main.tf": `module "a" {\n  source = "./m"\n  s      = "a${secret.slice(1)}"\n}\nmodule "b" {\n  source = "./m"\n  s      = "b${secret.slice(1)}"\n}\n`,
      "m/main.tf": child,
    };
    expect(lintFolder(id, { files }).map((found) => found.split(" ")[0])).toEqual(
      ["m/main.tf:6:13", "main.tf:3:12", "main.tf:7:12"].sort(),
    );
  });

  it("finds what an override file brings, and what it replaces", () => {
    const files = {
      "main.tf": provider(`  secret_key = "a${secret.slice(1)}"\n`),
      "x_override.tf": `provider "aws" {\n  secret_key = "b${secret.slice(1)}"\n}\n`,
    };
    expect(lintFolder(id, { files }).map((found) => found.split(" ")[0])).toEqual([
      "main.tf:3:16",
      "x_override.tf:2:16",
    ]);
  });

  it("reads Terragrunt's remote_state", () => {
    const files = {
      "terragrunt.hcl": `remote_state {\n  backend = "s3"\n  config = {\n    bucket     = "state"\n    secret_key = "${secret}"\n  }\n}\n`,
    };
    expect(lintFolder(id, { files }).map((found) => found.split(" ")[0])).toEqual(["terragrunt.hcl:5:18"]);
  });

  it("takes a file of backend arguments for the backend of the module", () => {
    const files = {
      "main.tf": 'terraform {\n  backend "azurerm" {}\n}\n',
      "prod.tfbackend": 'access_key = "hunter2-Zq9"\n',
      "env/dev.tfbackend": 'access_key = "hunter2-Zq9"\n',
    };
    expect(lintFolder(id, { files }).map((found) => found.split(" ", 4).join(" "))).toEqual([
      "env/dev.tfbackend:1:14 access_key of backend",
      "prod.tfbackend:1:14 access_key of backend",
    ]);
    expect(lintFolder(id, { files })[1]).toContain('backend "azurerm"');
  });

  it("never shows a secret", () => {
    const files = {
      "main.tf": provider(`  access_key = "${secret}"\n  secret_key = "${longTermId}"\n  token = "${sessionToken}"\n`),
    };
    const text = lintFolder(id, { files }).join("\n");
    for (const each of [secret, longTermId, sessionToken, secret.slice(0, 8), sessionToken.slice(0, 24)]) {
      expect(text).not.toContain(each);
    }
  });
});
