import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const findings = (files: Record<string, string>): string[] => lintFolder("provider-alias-undefined", { files });
const east = 'provider "aws" {\n  alias  = "east"\n  region = "us-east-1"\n}\n';

describe("provider-alias-undefined", () => {
  it("names the aliases that there are", () => {
    const main = `${east}resource "aws_vpc" "v" {\n  provider = aws.eats\n}\ndata "aws_region" "r" {\n  provider = "aws.west"\n}\n`;
    expect(findings({ "main.tf": main })).toEqual([
      'main.tf:6:14 aws_vpc.v is made with aws.eats, which no provider block in the root module configures: Terraform will report "Provider configuration not present". There is aws.east. Declare it: provider "aws" { alias = "…" }.',
      'main.tf:9:14 data.aws_region.r is made with aws.west, which no provider block in the root module configures: Terraform will report "Provider configuration not present". There is aws.east. Declare it: provider "aws" { alias = "…" }.',
    ]);
  });

  it("looks at what module calls pass", () => {
    const main = `${east}module "m" {\n  source = "./m"\n  providers = {\n    aws = aws.west\n  }\n}\n`;
    expect(findings({ "main.tf": main, "m/main.tf": "" })).toEqual([
      expect.stringMatching(/^main\.tf:8:11 module "m" is given aws\.west, .*"missing provider"/u),
    ]);
  });

  it("wants a called module to declare what it expects", () => {
    const call = `${east}module "m" {\n  source = "./m"\n}\n`;
    const resource = 'resource "aws_vpc" "v" {\n  provider = aws.dns\n}\n';
    expect(findings({ "main.tf": call, "m/main.tf": resource })).toEqual([
      expect.stringMatching(
        /^m\/main\.tf:2:14 aws_vpc\.v is made with aws\.dns, .* in module\.m .*configuration_aliases/u,
      ),
    ]);
    const declared = `terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n      configuration_aliases = [aws.dns]\n    }\n  }\n}\n${resource}`;
    expect(findings({ "main.tf": call, "m/main.tf": declared })).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ["a declared alias", { "main.tf": `${east}resource "aws_vpc" "v" {\n  provider = aws.east\n}\n` }],
    ["an alias in another file", { "a.tf": 'resource "aws_vpc" "v" {\n  provider = aws.east\n}\n', "p.tf": east }],
    [
      "a module on its own that expects the alias",
      {
        "main.tf":
          'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n      configuration_aliases = [aws.dns]\n    }\n  }\n}\nresource "aws_vpc" "v" {\n  provider = aws.dns\n}\n',
      },
    ],
    [
      "a folder whose providers another tool writes",
      { "main.tf": 'resource "aws_vpc" "v" {\n  provider = aws.dns\n}\n' },
    ],
    ["the default configuration", { "main.tf": `${east}resource "aws_vpc" "v" {\n  provider = aws\n}\n` }],
    [
      "OpenTofu's keys",
      {
        "main.tofu":
          'provider "aws" {\n  alias = "by"\n  for_each = toset(["a"])\n  region = each.key\n}\nresource "aws_vpc" "v" {\n  provider = aws.by["a"]\n}\n',
      },
    ],
  ])("is silent about %s", (_, files) => {
    expect(findings(files)).toEqual([]);
  });
});
