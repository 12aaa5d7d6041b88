import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const findings = (files: Record<string, string>): string[] => lintFolder("tofu-file-replaces-tf", { files });

const everything = `terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
  cloud {}
}
provider "aws" {
  alias = "west"
}
locals {
  a = 1
}
variable "v" {}
data "aws_region" "r" {}
resource "aws_vpc" "x" {}
module "m" {
  source = "./m"
}
`;

describe("tofu-file-replaces-tf", () => {
  it("names what no file declares that OpenTofu reads", () => {
    const main = 'terraform {\n  backend "s3" {}\n}\nprovider "aws" {}\nvariable "a" {}\n';
    expect(findings({ "main.tf": main, "main.tofu": 'variable "a" {}\n' })).toEqual([
      'main.tofu:1:1 OpenTofu reads main.tofu in the place of main.tf, as a whole: backend "s3" and provider "aws" (main.tf:2) are in no file that it reads. Repeat them in main.tofu, or move them to a file of another name.',
    ]);
  });

  it("says the same where the folder is OpenTofu's", () => {
    const files = { ".tf-preflight.hcl": "opentofu = true\n", "main.tf": 'provider "aws" {}\n', "main.tofu": "" };
    expect(findings(files)).toEqual([expect.stringContaining('provider "aws" (main.tf:1) is in no file')]);
  });

  it("knows all that a file can declare, and counts what is too much to name", () => {
    expect(findings({ "main.tf": everything, "main.tofu": "# nothing\n" })).toEqual([
      expect.stringContaining(
        'required provider aws, cloud, provider "aws.west", local.a, var.v and 3 more (main.tf:3) are',
      ),
    ]);
  });

  it("pairs JSON with JSON", () => {
    const files = { "main.tf.json": '{"provider": {"aws": {}}}', "main.tofu.json": "{}" };
    expect(findings(files)).toEqual([expect.stringMatching(/^main\.tofu\.json:1:1 .*main\.tf\.json.*provider "aws"/u)]);
    expect(findings({ "main.tf": 'provider "aws" {}\n', "main.tofu.json": "{}" })).toEqual([]);
  });

  it.each([
    ["a pair that declares the same", { "main.tf": everything, "main.tofu": everything }],
    [
      "what another file of OpenTofu declares",
      { "main.tf": 'provider "aws" {}\n', "main.tofu": "", "providers.tofu": 'provider "aws" {}\n' },
    ],
    [
      "another backend",
      {
        "main.tf": 'terraform {\n  backend "s3" {}\n}\n',
        "main.tofu": 'terraform {\n  backend "gcs" {}\n}\n',
      },
    ],
    ["files of different names", { "main.tf": 'provider "aws" {}\n', "other.tofu": "" }],
    ["a .tofu file alone", { "main.tofu": 'provider "aws" {}\n' }],
  ])("is silent about %s", (_, files) => {
    expect(findings(files)).toEqual([]);
  });
});
