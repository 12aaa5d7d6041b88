import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const findings = (files: Record<string, string>): string[] => lintFolder("module-providers-mismatch", { files });
const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
const call = (...lines: string[]): string =>
  `${provider}module "m" {\n  source = "./m"\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const expecting =
  'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n      configuration_aliases = [aws.us]\n    }\n  }\n}\n';

describe("module-providers-mismatch", () => {
  it("misses a configuration that the module expects", () => {
    expect(findings({ "main.tf": call(), "m/main.tf": expecting })).toEqual([
      'main.tf:4:1 Missing required provider configuration: The child module requires an additional configuration for provider hashicorp/aws, with the local name "aws.us". Add it to providers = {…}.',
    ]);
    expect(findings({ "main.tf": call("providers = { aws.us = aws }"), "m/main.tf": expecting })).toEqual([]);
  });

  it("knows what a module with provider blocks of its own cannot do", () => {
    expect(findings({ "main.tf": call("count = 2"), "m/main.tf": provider })).toEqual([
      expect.stringMatching(/^main\.tf:6:11 Module is incompatible with count, for_each, and depends_on: /u),
    ]);
    expect(findings({ "main.tf": call("providers = { aws = aws }"), "m/main.tf": provider })).toContainEqual(
      expect.stringMatching(/^main\.tf:6:17 Cannot override provider configuration: /u),
    );
  });

  it("is silent about modules that expect nothing, and modules that aren't there", () => {
    expect(findings({ "main.tf": call(), "m/main.tf": 'resource "aws_vpc" "v" {}\n' })).toEqual([]);
    expect(findings({ "main.tf": call("providers = { aws.us = aws }") })).toEqual([]);
  });
});
