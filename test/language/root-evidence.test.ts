import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../lint-folder.ts";

// Trap F12 of the catalogue of causes: a module that is linted alone gets no findings about the environment.
const environment = { HOME: "/home/me", AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ", AWS_REGION: "eu-west-1" };
const resource = 'resource "aws_vpc" "v" {}\n';

const found = (files: NonNullable<FolderInit["files"]>, more: Partial<FolderInit> = {}): boolean =>
  lintFolder("env-keys-incomplete", { environment, files, ...more }).length > 0;

describe("a folder that no module calls", () => {
  it.each<[string, NonNullable<FolderInit["files"]>]>([
    ["resources alone", { "main.tf": resource }],
    [
      "requirements, variables and outputs",
      {
        "main.tf": resource,
        "versions.tf": 'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\n',
        "variables.tf": 'variable "x" {}\n',
      },
    ],
    ["a proxy for a provider that callers pass", { "main.tf": `provider "aws" {\n  alias = "peer"\n}\n${resource}` }],
    [
      "a remote state",
      {
        "main.tf": 'data "terraform_remote_state" "n" {\n  backend = "s3"\n  config = { bucket = "b", key = "k" }\n}\n',
      },
    ],
    [
      "a workspace of HCP Terraform",
      { "main.tf": `terraform {\n  cloud {\n    organization = "o"\n  }\n}\nprovider "aws" {}\n${resource}` },
    ],
    [
      "the backend of remote runs",
      { "main.tf": `terraform {\n  backend "remote" {}\n}\nprovider "aws" {}\n${resource}` },
    ],
  ])("isn't asked who signs when it has %s", (_, files) => {
    expect(found(files)).toBe(false);
  });

  it.each<[string, NonNullable<FolderInit["files"]>]>([
    ["a provider block", { "main.tf": `provider "aws" {}\n${resource}` }],
    ["the provider block of somebody else", { "main.tf": `provider "google" {}\n${resource}` }],
    [
      "a provider block with an alias and more",
      { "main.tf": `provider "aws" {\n  alias  = "peer"\n  region = "eu-west-1"\n}\n${resource}` },
    ],
    ["a backend", { "main.tf": `terraform {\n  backend "local" {}\n}\n${resource}` }],
    ["variables files", { "main.tf": resource, "prod.tfvars": 'x = "y"\n' }],
    ["a lock file", { "main.tf": resource, ".terraform.lock.hcl": "" }],
    ["a folder of init", { "main.tf": resource, ".terraform/environment": "default" }],
    ["state", { "main.tf": resource, "terraform.tfstate": "{}" }],
  ])("is asked when it has %s", (_, files) => {
    expect(found(files)).toBe(true);
  });

  it("is asked by check, which is told that it is planned", () => {
    expect(found({ "main.tf": resource }, { command: "check" })).toBe(true);
  });

  it("is asked as a part of the root that calls it", () => {
    const files = { "main.tf": 'provider "aws" {}\nmodule "m" {\n  source = "./m"\n}\n', "m/main.tf": resource };
    expect(lintFolder("env-keys-incomplete", { environment, files })).toEqual([
      expect.stringMatching(/^main\.tf:1:1 /u),
    ]);
  });
});
