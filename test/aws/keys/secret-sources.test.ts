import { describe, expect, it } from "vitest";
import { secretSources, type HardcodedLiteral } from "../../../src/aws/keys/secret-sources.ts";
import { parse } from "../../../src/hcl/parse.ts";
import { flowModule } from "../../terraform/flow-module.ts";
import { longTermId, otherSecret, secret } from "./made-up.ts";

function literalsOf(files: Record<string, string>, variableFiles: Record<string, string> = {}): HardcodedLiteral[] {
  const extra = Object.entries(variableFiles).map(([name, text]) => parse(text, name));
  const searched = { module: flowModule(files), providerType: (name: string) => name };
  return [...secretSources([searched], () => extra).literals.values()].flat();
}

/** `file:line argument of consumer`, for each use. */
function summary(literals: readonly HardcodedLiteral[]): string[] {
  return literals.flatMap(({ file, start, uses }) =>
    uses.map(({ sink, consumer }) => {
      const line = file.source.slice(0, start).split("\n").length;
      return `${file.fileName}:${line} ${sink.argument} of ${consumer.label}`;
    }),
  );
}

const main = (text: string): Record<string, string> => ({ "main.tf": text });

describe("secretSources", () => {
  it.each([
    [`provider "aws" {\n access_key = "${longTermId}"\n}\n`, ['main.tf:2 access_key of provider "aws"']],
    [
      `provider "aws" {\n alias = "west"\n secret_key = "${secret}"\n}\n`,
      ['main.tf:3 secret_key of provider "aws.west"'],
    ],
    [`terraform {\n backend "s3" {\n secret_key = "${secret}"\n }\n}\n`, ['main.tf:3 secret_key of backend "s3"']],
    [
      `data "terraform_remote_state" "net" {\n backend = "s3"\n config = {\n secret_key = "${secret}"\n }\n}\n`,
      ["main.tf:4 secret_key of data.terraform_remote_state.net"],
    ],
    [
      `data "terraform_remote_state" "net" {\n backend = "s3"\n config = merge(local.c, { key = "x" })\n}\n` +
        `locals {\n c = { secret_key = "${secret}" }\n}\n`,
      ["main.tf:6 secret_key of data.terraform_remote_state.net"],
    ],
    [
      'provider "helm" {\n kubernetes {\n token = "abc.def"\n }\n}\n',
      ['main.tf:3 kubernetes.token of provider "helm"'],
    ],
    [
      'provider "helm" {\n kubernetes = {\n token = "abc.def"\n }\n}\n',
      ['main.tf:3 kubernetes.token of provider "helm"'],
    ],
    [
      'provider "helm" {\n registries = [{\n password = "hunter2"\n }]\n}\n',
      ['main.tf:3 registries.password of provider "helm"'],
    ],
    [
      'provider "helm" {\n dynamic "kubernetes" {\n content {\n token = "abc.def"\n }\n }\n}\n',
      ['main.tf:4 kubernetes.token of provider "helm"'],
    ],
    ['provider "google" {\n credentials = "key.json"\n}\n', []],
    ['provider "google" {\n credentials = file("key.json")\n}\n', []],
    [
      'terraform {\n backend "pg" {\n conn_str = "postgres://me:hunter2@db/x"\n }\n}\n',
      ['main.tf:3 conn_str of backend "pg"'],
    ],
    ['terraform {\n backend "pg" {\n conn_str = "postgres://db/x"\n }\n}\n', []],
    ['provider "unheard_of" {\n token = "hunter2"\n}\n', []],
    ['provider "aws" {\n secret_key = ""\n token = null\n}\n', []],
    ['provider "aws" {\n secret_key = var.s\n}\nvariable "s" {\n}\n', []],
  ])("%s", (text, expected) => {
    expect(summary(literalsOf(main(text)))).toEqual(expected);
  });

  it("reports a literal once for all arguments that it reaches", () => {
    const provider = (alias: string): string => `provider "aws" {\n alias = "${alias}"\n secret_key = var.s\n}\n`;
    const literals = literalsOf(main(`${provider("a")}${provider("b")}variable "s" {\n default = "${secret}"\n}\n`));
    expect(literals).toHaveLength(1);
    expect(summary(literals)).toEqual([
      'main.tf:10 secret_key of provider "aws.a"',
      'main.tf:10 secret_key of provider "aws.b"',
    ]);
  });

  it("reads files of backend arguments and of Terragrunt", () => {
    expect(summary(literalsOf({ "prod.tfbackend": `secret_key = "${secret}"\n` }))).toEqual([
      'prod.tfbackend:1 secret_key of backend "s3"',
    ]);
    const terragrunt = `remote_state {\n backend = "s3"\n config = {\n secret_key = local.s\n }\n}\nlocals {\n s = "${secret}"\n}\n`;
    expect(summary(literalsOf({ "terragrunt.hcl": terragrunt }))).toEqual([
      "terragrunt.hcl:8 secret_key of remote_state",
    ]);
  });

  it("knows the pair that the literals of one block make", () => {
    const block = (id: string, key: string): string =>
      `provider "aws" {\n access_key = ${id}\n secret_key = ${key}\n}\nvariable "s" {\n default = "${secret}"\n}\n`;
    const pairs = (text: string, files = {}): unknown[] =>
      literalsOf(main(text), files).map(({ uses: [{ pair }] }) => pair);
    const pair = { accessKeyId: longTermId, secretAccessKey: secret };
    expect(pairs(block(`"${longTermId}"`, "var.s"))).toEqual([pair, pair]);
    expect(pairs(block("var.a", "var.s"))).toEqual([null]);
    expect(pairs(block(`"${longTermId}"`, "var.s"), { "a.tfvars": `s = "${otherSecret}"\n` })).toEqual([
      null,
      null,
      null,
    ]);
    expect(pairs(block(`"${longTermId}"`, "var.s"), { "a.tfvars": 's = "changeme"\n' })).toEqual([pair, pair, pair]);
    expect(pairs(block('"test"', '"test"'))).toEqual([null, null]);
  });

  it("tells what is no credential", () => {
    const text =
      'provider "aws" {\n access_key = "AKIAIOSFODNN7EXAMPLE"\n secret_key = "<your secret>"\n token = "test"\n}\n';
    expect(literalsOf(main(text)).map(({ standIn }) => standIn)).toEqual(["example", "placeholder", "dummy"]);
  });

  it("knows the variables whose values reach a secret, and what they reach", () => {
    const text =
      'provider "aws" {\n secret_key = coalesce(var.s, local.t)\n region = var.r\n}\nlocals {\n t = var.t.key\n}\n';
    const module = flowModule({
      "main.tf": text,
      "v.tf": ["r", "s", "t"].map((name) => `variable "${name}" {\n}\n`).join(""),
    });
    const { variables } = secretSources([{ module, providerType: (name) => name }], () => []);
    expect([...variables].map(([block, use]) => [block.labels[0]?.text, use.sink.argument])).toEqual([
      ["s", "secret_key"],
      ["t", "secret_key"],
    ]);
  });
});
