import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const findings = (files: Record<string, string>, more: Partial<FolderInit> = {}): string[] =>
  lintFolder("default-provider-missing", {
    environment: { HOME: "/home/me" },
    ...more,
    files: { ...files, ...more.files },
  });
const east = 'provider "aws" {\n  alias  = "east"\n  region = "us-east-1"\n}\n';
const document = 'data "aws_iam_policy_document" "d" {}\n';

const keys = {
  HOME: "/home/me",
  AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ",
  AWS_SECRET_ACCESS_KEY: "n0tAr3alS3cretn0tAr3alS3cretn0tAr3alS3cr",
};

describe("default-provider-missing", () => {
  it("names the first user and the aliases", () => {
    const main = `${east}${document}resource "aws_vpc" "v" {}\n`;
    expect(findings({ "main.tf": main }, { environment: keys })).toEqual([
      'main.tf:5:1 data.aws_iam_policy_document.d uses the default provider "aws", which no block configures (all have an alias: east), and which has no region here: Terraform will report "invalid AWS Region:". Add a block without alias, or write provider = aws.east.',
    ]);
  });

  it("cannot rule out an instance of EC2", () => {
    expect(findings({ "main.tf": east + document })).toEqual([
      'main.tf:5:1 data.aws_iam_policy_document.d uses the default provider "aws", which no block configures (all have an alias: east): anywhere but on an instance of EC2, Terraform will report "invalid AWS Region". Add a block without alias, or write provider = aws.east.',
    ]);
  });

  it("finds a user in a called module", () => {
    const files = { "main.tf": `${east}module "m" {\n  source = "./m"\n}\n`, "m/main.tf": document };
    expect(findings(files)).toEqual([
      expect.stringMatching(/^m\/main\.tf:1:1 module\.m\.data\.aws_iam_policy_document\.d uses/u),
    ]);
  });

  it("does not know without the environment", () => {
    expect(findings({ "main.tf": east + document }, { useEnvironment: false })).toEqual([
      expect.stringMatching(/without AWS_REGION, Terraform will report "invalid AWS Region"/u),
    ]);
  });

  it("takes a region of the environment for granted, if told so", () => {
    const options = { assumeRegionFromEnvironment: true };
    expect(findings({ "main.tf": east + document }, { useEnvironment: false, options })).toEqual([]);
    expect(findings({ "main.tf": east + document }, { options })).toEqual([]);
    expect(findings({ "main.tf": east + document }, { environment: keys, options })).toHaveLength(1);
  });

  it.each<[string, Record<string, string>, Partial<FolderInit>?]>([
    ["with a region of the environment", { "main.tf": east + document }, { environment: { AWS_REGION: "eu-west-1" } }],
    [
      "with a region of a profile",
      { "main.tf": east + document, "/home/me/.aws/config": "[default]\nregion = eu-west-1\n" },
    ],
    ["when something else fails first", { "main.tf": east + document }, { environment: { AWS_PROFILE: "gone" } }],
    ["with a default block", { "main.tf": `${east}provider "aws" {}\n${document}` }],
    ["when nothing uses it", { "main.tf": `${east}resource "aws_vpc" "v" {\n  provider = aws.east\n}\n` }],
    ["without any block: a module, or all from the environment", { "main.tf": document }],
    ["with the empty blocks of old modules", { "main.tf": `provider "aws" {\n  alias = "east"\n}\n${document}` }],
    [
      "in a module whose caller isn't here",
      { "main.tf": `variable "r" {}\n${east.replace('"us-east-1"', "var.r")}${document}` },
    ],
    [
      "when the caller passes one",
      {
        "main.tf": `${east}module "m" {\n  source = "./m"\n  providers = { aws = aws.east }\n}\n`,
        "m/main.tf": document,
      },
    ],
  ])("is silent %s", (_, files, more) => {
    expect(findings(files, more)).toEqual([]);
  });
});
