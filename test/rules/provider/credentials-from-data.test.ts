import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const findings = (main: string, files: Record<string, string> = {}): string[] =>
  lintFolder("credentials-from-data", { files: { "main.tf": main, ...files } });
const provider = (key: string, secret: string): string =>
  `provider "aws" {\n  access_key = ${key}\n  secret_key = ${secret}\n}\n`;
const vault = 'data "vault_aws_access_credentials" "c" {}\n';

describe("credentials-from-data", () => {
  it("says when a data source is read", () => {
    const from = "data.vault_aws_access_credentials.c";
    expect(findings(provider(`${from}.access_key`, `${from}.secret_key`) + vault)).toEqual([
      'main.tf:2:16 access_key and secret_key of provider "aws" come from data.vault_aws_access_credentials.c: Terraform reads it in each plan and keeps what it answers in the state; as long as it can\'t be read, it plans with other credentials, those of the environment. An ephemeral resource, where its provider has one, leaves nothing in the state.',
    ]);
  });

  it("says when a resource is there, through a module", () => {
    const main = `module "iam" {\n  source = "./iam"\n}\n${provider("module.iam.id", '"s"')}`;
    const iam =
      'resource "aws_iam_access_key" "k" {\n  user = "u"\n}\noutput "id" {\n  value = aws_iam_access_key.k.id\n}\n';
    expect(findings(main, { "iam/main.tf": iam })).toEqual([
      expect.stringMatching(
        /^main\.tf:5:16 access_key of provider "aws" comes from (?:module\.iam\.)?aws_iam_access_key\.k: the first plan is made before/u,
      ),
    ]);
  });

  it.each([
    ["what is written", provider('"a"', '"b"')],
    ["variables", `variable "k" {}\n${provider("var.k", "var.k")}`],
    [
      "ephemeral resources",
      `ephemeral "vault_kv_secret_v2" "c" {}\n${provider("ephemeral.vault_kv_secret_v2.c.k", "ephemeral.vault_kv_secret_v2.c.s")}`,
    ],
    ["other arguments", `${vault}provider "aws" {\n  region = data.vault_aws_access_credentials.c.region\n}\n`],
  ])("is silent about %s", (_, main) => {
    expect(findings(main)).toEqual([]);
  });
});
