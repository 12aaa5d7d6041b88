import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const findings = (main: string, zone = 'resource "aws_route53_zone" "z" {}\n'): string[] =>
  lintFolder("module-providers-not-passed", { files: { "main.tf": main, "zone/main.tf": zone } });
const provider = (...lines: string[]): string => `provider "aws" {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const role = (account: string): string => `assume_role {\n    role_arn = "arn:aws:iam::${account}:role/x"\n  }`;
const two = provider(role("123456789012")) + provider('alias = "dns"', role("210987654321"));
const call = (more = ""): string => `module "zone" {\n  source = "./zone"\n${more}}\n`;

describe("module-providers-not-passed", () => {
  it("says which of the identities the module gets", () => {
    expect(findings(call() + two)).toEqual([
      'main.tf:1:1 module "zone" gets provider "aws" (role arn:aws:iam::123456789012:role/x), as no providers are passed; there is provider "aws.dns", too. If it is meant, write providers = { aws = aws }.',
    ]);
    expect(findings(call() + provider() + provider('alias = "p"', 'profile = "p"'))).toEqual([
      expect.stringContaining('gets provider "aws" (the environment\'s credentials), as no'),
    ]);
  });

  it.each([
    ["providers that are passed", call("  providers = { aws = aws.dns }\n") + two],
    [
      "one identity in two regions",
      call() + provider('region = "eu-west-1"') + provider('alias = "b"', 'region = "us-east-1"'),
    ],
    [
      "identities that nobody knows",
      `variable "p" {}\n${call()}${provider()}${provider('alias = "b"', "profile = var.p")}`,
    ],
    ["one provider", call() + provider()],
  ])("is silent about %s", (_, main) => {
    expect(findings(main)).toEqual([]);
  });

  it("is silent about modules that make nothing with it", () => {
    expect(findings(call() + two, 'variable "x" {}\n')).toEqual([]);
  });
});
