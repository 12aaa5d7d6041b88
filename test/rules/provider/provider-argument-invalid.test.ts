import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const findings = (main: string, files: Record<string, string> = {}): string[] =>
  lintFolder("provider-argument-invalid", { files: { "main.tf": main, ...files }, environment: { HOME: "/home/me" } });

const provider = (...lines: string[]): string => `provider "aws" {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const role = (argument: string): string => provider("assume_role {", `  ${argument}`, "}");

describe("provider-argument-invalid", () => {
  it.each([
    [
      provider('regoin = "eu-west-1"'),
      'main.tf:2:3 provider "aws" will be refused: Unsupported argument. An argument named "regoin" is not expected here. Did you mean "region"? Correct its name.',
    ],
    [
      provider('role_arn = "arn:aws:iam::123456789012:role/a"'),
      'main.tf:2:3 provider "aws" will be refused: Unsupported argument. An argument named "role_arn" is not expected here. Write it into a block: assume_role { role_arn = … }.',
    ],
    [
      provider('assume_role = { role_arn = "arn:aws:iam::123456789012:role/a" }'),
      'main.tf:2:3 provider "aws" will be refused: Unsupported argument. An argument named "assume_role" is not expected here. Did you mean to define a block of type "assume_role"? Write assume_role { … }, without an equals sign.',
    ],
    [
      role('role_arn = "ARN of the role"'),
      'main.tf:3:16 provider "aws" will be refused: "assume_role.0.role_arn" (ARN of the role) is an invalid ARN: arn: invalid prefix. Write it in full: arn:aws:iam::123456789012:role/NAME.',
    ],
    [
      provider('allowed_account_ids = ["123456789012"]', 'forbidden_account_ids = ["210987654321"]'),
      'main.tf:2:25 provider "aws" will be refused: Conflicting configuration arguments. "allowed_account_ids": conflicts with forbidden_account_ids. Keep one of them.',
    ],
    [
      provider('profile = ["a"]'),
      'main.tf:2:13 provider "aws" will be refused: Incorrect attribute value type. Inappropriate value for attribute "profile": string required, but have tuple. Correct the value.',
    ],
    [
      provider('skip_metadata_api_check = "True"'),
      "main.tf:2:29 provider \"aws\" will be refused: expected skip_metadata_api_check to be one of '', 'true', or 'false', got 'True'. Write true or false; other words for them were taken before provider 6.0.",
    ],
  ])("%s", (main, message) => {
    expect(findings(main)).toEqual([message]);
  });

  it("finds the argument whose value comes from another file", () => {
    const [finding] = findings(`variable "role" {}\n${role("role_arn = var.role")}`, {
      "terraform.tfvars": 'role = "nonsense"\n',
    });
    expect(finding).toMatch(/^main\.tf:4:16 .*\(nonsense\) is an invalid ARN/u);
  });

  it("does not show a token", () => {
    const token = "xyz";
    const block = [
      "assume_role_with_web_identity {",
      '  role_arn = "arn:aws:iam::123456789012:role/a"',
      `  web_identity_token = "${token}"`,
      "}",
    ];
    const [finding] = findings(provider(...block));
    expect(finding).toContain("web_identity_token");
    expect(finding).not.toContain(token);
  });

  it("leaves arguments of other releases to the rules about versions, when a version is asked for", () => {
    const file = provider('shared_credentials_file = "~/x"');
    expect(findings(file)).toHaveLength(1);
    const required =
      'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws", version = "~> 6.0" }\n  }\n}\n';
    expect(findings(required + file)).toEqual([]);
  });

  it.each([
    provider('region = "eu-west-1"', 'profile = "a"'),
    role("role_arn = var.unknown") + 'variable "unknown" {}\n',
    provider("assume_role_with_web_identity {", '  role_arn = "arn:aws:iam::123456789012:role/a"', "}"),
    provider("profile = null"),
    'provider "google" {\n  regoin = "x"\n}\n',
  ])("is silent about %s", (main) => {
    expect(findings(main)).toEqual([]);
  });
});
