import { describe, expect, it } from "vitest";
import { displayProvider, parseProviderSource } from "../../src/terraform/provider-address.ts";
import type { Module } from "../../src/terraform/module.ts";
import { load, places, show } from "./load.ts";

const region = (
  module: Module | undefined,
  name: string,
  alias: string | null = null,
  key: string | null = null,
): unknown => show(module?.providerConfiguration(name, alias, key)?.body.argument("region")?.value);

describe("provider configurations", () => {
  it("are found by what their names stand for, not by the names", () => {
    const root = load({
      "main.tf": `
terraform {
  required_providers {
    amazon = { source = "hashicorp/aws" }
  }
}
provider "amazon" {
  region = "eu"
}
module "m" {
  source = "./m"
}
`,
      "m/main.tf": 'resource "aws_instance" "x" {}\n',
    });
    const [call] = root.children();
    expect(region(call?.instances[0], "aws")).toBe("eu");
    expect(root.providerConfigurations()).toHaveLength(1);
  });

  it("reach a module by the names that its call gives them, also through a module between", () => {
    const child =
      'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n      configuration_aliases = [aws.dns]\n    }\n  }\n}\n';
    const root = load({
      "main.tf": `provider "aws" {
  alias  = "west"
  region = "us-west-2"
}
module "a" {
  source    = "./a"
  providers = { aws.dns = aws.west }
}
`,
      "a/main.tf": `${child}module "b" {\n  source = "../b"\n  providers = { "aws.dns" = aws.dns }\n}\n`,
      "b/main.tf": child,
    });
    const b = root.modules().find(({ address }) => address === "module.a.module.b");
    expect(region(b, "aws", "dns")).toBe("us-west-2");
    expect(b?.providerConfiguration("aws", "other")).toBeNull();
    expect(root.loadDiagnostics()).toEqual([]);
  });

  it("that nobody writes are implied by resources, in the root module", () => {
    const root = load({
      "main.tf": 'module "m" {\n  source = "./m"\n}\n',
      "m/main.tf": 'data "aws_region" "x" {}\nresource "random_id" "y" {}\n',
    });
    expect(root.providerConfigurations().map(({ address, block }) => [address, block])).toEqual([
      ["provider.aws", null],
      ["provider.random", null],
    ]);
  });

  it("repeat with for_each in OpenTofu", () => {
    const files = {
      "main.tofu": `
locals {
  regions = { a = "eu-west-1", b = "us-east-1" }
}
provider "aws" {
  alias    = "by"
  for_each = local.regions
  region   = each.value
}
module "m" {
  for_each  = local.regions
  source    = "./m"
  providers = { aws = aws.by[each.key] }
}
`,
      "m/main.tofu": 'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\n',
    };
    const root = load(files, { program: "opentofu" });
    expect(region(root, "aws", "by", "b")).toBe("us-east-1");
    expect(root.children()[0]?.instances.map((instance) => region(instance, "aws"))).toEqual([
      "eu-west-1",
      "us-east-1",
    ]);
  });

  it("can be asked by their block, overriding blocks included", () => {
    const root = load({
      "main.tf": 'provider "aws" {\n  region = "a"\n}\n',
      "override.tf": 'provider "aws" {\n  region = "b"\n}\n',
    });
    const blocks = root.files.flatMap(({ body }) => body.items.filter((item) => item.type === "Block"));
    const answers = blocks.map((block) => root.configuredBy(block).map(({ body }) => body.argument("region")));
    expect(answers.flat().map((argument) => [show(argument?.value), places(argument?.value)])).toEqual([
      ["b", ["override.tf:2"]],
      ["b", ["override.tf:2"]],
    ]);
  });

  it("give dynamic blocks, and say why they can't be told", () => {
    const root = load({
      "main.tf": `
data "aws_roles" "all" {}
provider "aws" {
  dynamic "assume_role" {
    for_each = data.aws_roles.all.arns
    content {
      role_arn = assume_role.value
    }
  }
  dynamic "endpoints" {
    for_each = { sts = "http://localhost" }
    iterator = it
    content {
      sts = it.value
    }
  }
}
`,
    });
    const blocks = root.providerConfiguration("aws")?.body.blocks() ?? [];
    expect(blocks.map(({ type, because }) => [type, because])).toEqual([
      ["assume_role", "data.aws_roles.all is read at plan time"],
      ["endpoints", null],
    ]);
    expect(show(blocks[1]?.body?.argument("sts")?.value)).toBe("http://localhost");
  });
});

describe("providerRequirements", () => {
  it("say who needs what, and where that is written", () => {
    const root = load({
      "main.tf": `terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = "~> 5.0" }
    random = "~> 3.0"
  }
}
provider "aws" {
  version = ">= 5.1"
}
provider "google" {}
resource "null_resource" "x" {}
resource "null_resource" "y" {}
module "m" {
  count  = 0
  source = "./m"
}
`,
      "m/main.tf":
        'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n      version = ">= 4.0"\n    }\n  }\n}\n',
    });
    const needs = root
      .providerRequirements()
      .map(({ kind, provider, constraint, module }) => [
        module.address,
        kind,
        displayProvider(provider, "terraform"),
        constraint,
      ]);
    expect(needs).toEqual([
      ["", "required", "hashicorp/aws", "~> 5.0"],
      ["", "required", "hashicorp/random", "~> 3.0"],
      ["", "provider-version", "hashicorp/aws", ">= 5.1"],
      ["", "provider-block", "hashicorp/google", null],
      ["", "implied", "hashicorp/null", null],
      ["module.m", "required", "hashicorp/aws", ">= 4.0"],
    ]);
  });
});

describe("parseProviderSource", () => {
  it.each([
    ["aws", "hashicorp/aws"],
    ["HashiCorp/AWS", "hashicorp/aws"],
    ["registry.terraform.io/hashicorp/aws", "hashicorp/aws"],
    ["Example.com:8443/acme/x", "example.com:8443/acme/x"],
    ["terraform-providers/aws", "terraform-providers/aws"],
  ])("reads %s", (source, shown) => {
    const address = parseProviderSource(source, "terraform");
    expect("host" in address && displayProvider(address, "terraform")).toBe(shown);
  });

  it.each([
    ["", "Invalid provider source string"],
    ["a/b/c/d", "Invalid provider source string"],
    ["/aws", "Invalid provider source string"],
    ["hashicorp/aws_x", "Invalid provider type"],
    ["hashicorp/terraform-provider-aws", "Invalid provider type"],
    ["ha--shi/aws", "Invalid provider namespace"],
  ])("refuses %j", (source, summary) => {
    expect(parseProviderSource(source, "terraform")).toMatchObject({ summary });
  });
});
