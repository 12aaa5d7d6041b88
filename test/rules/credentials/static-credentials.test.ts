import { describe, expect, it } from "vitest";
import { lint } from "../../../src/lint/lint.ts";
import { memoryMachine } from "../../../src/machine/memory.ts";
import { longTermId, secret, sessionToken, temporaryId } from "../../aws/keys/made-up.ts";
import { lintFolder } from "../../lint-folder.ts";

const provider = (...lines: string[]): string => `provider "aws" {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const backend = (...lines: string[]): string =>
  `terraform {\n  backend "s3" {\n${lines.map((line) => `    ${line}\n`).join("")}  }\n}\n`;
const remoteState = (...lines: string[]): string =>
  `data "terraform_remote_state" "net" {\n  backend = "s3"\n  config = {\n${lines.map((line) => `    ${line}\n`).join("")}  }\n}\n`;
const [id, key, token] = [`access_key = "${longTermId}"`, `secret_key = "${secret}"`, `token = "${sessionToken}"`];
const temporary = `access_key = "${temporaryId}"`;

const places = (ruleId: string, text: string): string[] =>
  lintFolder(ruleId, { files: { "main.tf": text } }).map((found) => found.split(" ")[0] ?? "");

/** The text after all fixes of one rule. */
function fixed(ruleId: string, text: string, name = "main.tf"): string {
  const { results } = lint(
    { paths: ["."], choices: [{ id: ruleId, level: "error" }] },
    memoryMachine({ files: { [name]: text } }),
  );
  const fixes = results.flatMap(({ findings }) =>
    findings.filter((finding) => finding.ruleId === ruleId).flatMap(({ fix }) => fix ?? []),
  );
  return fixes
    .sort((a, b) => b.range[0] - a.range[0])
    .reduce(
      (before, { range: [start, end], text: inserted }) => before.slice(0, start) + inserted + before.slice(end),
      text,
    );
}

describe("incomplete-static-credentials", () => {
  it.each([
    ["a lone id", provider(id), ["main.tf:2:3"]],
    ["a lone secret", provider(key), ["main.tf:2:3"]],
    ["a lone token", provider(token), ["main.tf:2:3"]],
    ["an id with an empty secret", provider(id, 'secret_key = ""'), ["main.tf:2:3"]],
    ["an id with a null secret", provider(id, "secret_key = null"), ["main.tf:2:3"]],
    ["a lone id of a backend", backend(id), ["main.tf:3:5"]],
    ["a lone id of a remote state", remoteState(id), ["main.tf:4:5"]],
    ["a variable with a default", `${provider("token = var.t")}variable "t" {\n  default = "x"\n}\n`, ["main.tf:2:3"]],
    ["a pair", provider(id, key), []],
    ["all three", provider(temporary, key, token), []],
    ["none", provider('region = "eu-west-1"'), []],
    ["an id and a secret that only a run knows", `${provider(id, "secret_key = var.s")}variable "s" {}\n`, []],
    ["a secret that may be null", `${provider(id, "secret_key = var.s ? var.s : null")}variable "s" {}\n`, []],
    ["another provider", 'provider "minio" {\n  access_key = "x"\n}\n', []],
  ])("%s", (_what, text, expected) => {
    expect(places("incomplete-static-credentials", text)).toEqual(expected);
  });

  it("says what Terraform will say", () => {
    expect(lintFolder("incomplete-static-credentials", { files: { "main.tf": provider(key) } })).toEqual([
      'main.tf:2:3 provider "aws" gives secret_key but no access_key: Terraform then looks nowhere else and fails with "static credentials are empty". Give access_key as well, or remove secret_key.',
    ]);
  });
});

describe("temporary-key-without-token", () => {
  it.each([
    ["a temporary pair", provider(temporary, key), ["main.tf:2:3"]],
    ["with an empty token", provider(temporary, key, 'token = ""'), ["main.tf:2:3"]],
    ["in a backend", backend(temporary, key), ["main.tf:3:5"]],
    ["in a remote state", remoteState(temporary, key), ["main.tf:4:5"]],
    ["with a token", provider(temporary, key, token), []],
    ["with a token that only a run knows", `${provider(temporary, key, "token = var.t")}variable "t" {}\n`, []],
    ["a long-term pair", provider(id, key), []],
    ["for an emulator", provider(temporary, key, "endpoints {", '  sts = "http://localhost:4566"', "}"), []],
  ])("%s", (_what, text, expected) => {
    expect(places("temporary-key-without-token", text)).toEqual(expected);
  });
});

describe("token-with-long-term-key", () => {
  it.each([
    ["a long-term key with a token", provider(id, key, token), ["main.tf:4:3"]],
    ["in a backend", backend(id, key, token), ["main.tf:5:5"]],
    ["in a remote state", remoteState(id, key, token), ["main.tf:6:5"]],
    ["with a token that only a run knows", `${provider(id, key, "token = var.t")}variable "t" {}\n`, []],
    ["with an empty token", provider(id, key, 'token = ""'), []],
    ["a temporary key", provider(temporary, key, token), []],
  ])("%s", (_what, text, expected) => {
    expect(places("token-with-long-term-key", text)).toEqual(expected);
  });
});

describe("empty-credentials", () => {
  it("removes what is written as nothing, with its line", () => {
    const text = provider('region = "eu-west-1"', 'access_key = ""', 'secret_key = "" # nothing', 'token      = ""');
    expect(places("empty-credentials", text)).toEqual(["main.tf:3:3", "main.tf:4:3", "main.tf:5:3"]);
    expect(fixed("empty-credentials", text)).toBe(
      provider('region = "eu-west-1"', "# nothing").replace("  # nothing", " # nothing"),
    );
  });

  it("only reports what comes from elsewhere", () => {
    const text = `${provider("access_key = var.a", "secret_key = var.a")}variable "a" {\n  default = ""\n}\n`;
    expect(places("empty-credentials", text)).toEqual(["main.tf:2:3", "main.tf:3:3"]);
    expect(fixed("empty-credentials", text)).toBe(text);
  });

  it.each([
    ["null", provider("access_key = null")],
    ["a value", provider(id, key)],
    ["what only a run knows", `${provider("access_key = var.a")}variable "a" {}\n`],
    ["half a pair: that is incomplete", provider(id, 'secret_key = ""')],
  ])("leaves alone %s", (_what, text) => {
    expect(places("empty-credentials", text)).toEqual([]);
  });
});

describe("credential-variable-not-sensitive", () => {
  const ruleId = "credential-variable-not-sensitive";
  const used = provider("access_key = var.id", "secret_key = var.s");

  it("reports the variable that carries the secret, and not the one that carries the id", () => {
    const text = `${used}variable "id" {}\nvariable "s" {\n  type = string\n}\n`;
    expect(lintFolder(ruleId, { files: { "main.tf": text } })).toEqual([
      'main.tf:6:1 Variable "s" reaches secret_key of provider "aws" (main.tf:3), but Terraform may print it. Mark it with `sensitive = true`.',
    ]);
  });

  it("reports it also on the way through locals, modules and other files", () => {
    const files = {
      "main.tf":
        'module "m" {\n  source = "./m"\n  s      = local.s\n}\nlocals {\n  s = try(var.all.secret, null)\n}\n',
      "variables.tf": 'variable "all" {}\n',
      "m/main.tf": `${provider("secret_key = var.s")}variable "s" {\n  sensitive = true\n}\n`,
    };
    expect(lintFolder(ruleId, { files }).map((found) => found.split(" ")[0])).toEqual(["variables.tf:1:1"]);
  });

  it.each([
    ["marked", "sensitive = true"],
    ["marked as not sensitive on purpose", "sensitive = false"],
    ["ephemeral", "ephemeral = true"],
  ])("leaves alone one that is %s", (_what, line) => {
    expect(places(ruleId, `${used}variable "s" {\n  ${line}\n}\n`)).toEqual([]);
  });

  it("leaves alone one that reaches no secret", () => {
    expect(places(ruleId, `${provider("region = var.s")}variable "s" {}\n`)).toEqual([]);
  });

  it("leaves alone one that is as likely the path of a key as the key", () => {
    expect(places(ruleId, 'provider "google" {\n  credentials = var.s\n}\nvariable "s" {}\n')).toEqual([]);
  });

  it.each([
    ['variable "s" {}\n', 'variable "s" {\n  sensitive = true\n}\n'],
    ['variable "s" {\n}\n', 'variable "s" {\n  sensitive = true\n}\n'],
    ['variable "s" {\n  type = string\n}\n', 'variable "s" {\n  type = string\n\n  sensitive = true\n}\n'],
    [
      'variable "s" {\n  type        = string\n  description = "x" # y\n}\n',
      'variable "s" {\n  type        = string\n  description = "x" # y\n  sensitive   = true\n}\n',
    ],
    ['variable "s" { type = string }\n', 'variable "s" { type = string }\n'],
  ])("fixes %j", (before, after) => {
    expect(fixed(ruleId, used + before)).toBe(used + after);
  });
});

describe("credentials-in-backend-cache", () => {
  const ruleId = "credentials-in-backend-cache";
  const main = backend('bucket = "state"', 'key = "k"', 'region = "eu-west-1"');
  const cached = (config: object): string => JSON.stringify({ version: 3, backend: { type: "s3", config, hash: 1 } });

  it("reports what init has kept", () => {
    const files = {
      "main.tf": main,
      ".terraform/terraform.tfstate": cached({ access_key: longTermId, secret_key: secret, token: null }),
    };
    expect(lintFolder(ruleId, { files })).toEqual([
      'main.tf:2:3 access_key, secret_key of backend "s3" stand in plain text in .terraform/terraform.tfstate, and Terraform goes on using them. Give the backend a profile or a role, run `terraform init -reconfigure`, and replace the key.',
    ]);
  });

  it("reports state files with keys in them, at the head of the module", () => {
    const state = JSON.stringify({ resources: [{ type: "aws_iam_access_key", id: longTermId, secret }] });
    const files = { "main.tf": main, "terraform.tfstate": state };
    expect(lintFolder(ruleId, { files })).toEqual([
      "main.tf:1:1 terraform.tfstate beside this module holds credentials of AWS in plain text. Keep state in a backend that is encrypted, delete the file from the repository, and replace the keys.",
    ]);
  });

  it.each([
    ["a cache without keys", { ".terraform/terraform.tfstate": cached({ profile: "x", secret_key: "" }) }],
    ["state without keys", { "terraform.tfstate": '{"resources": []}' }],
    ["a broken cache", { ".terraform/terraform.tfstate": "{" }],
  ])("leaves alone %s", (_what, more) => {
    expect(lintFolder(ruleId, { files: { "main.tf": main, ...(more as Record<string, string>) } })).toEqual([]);
  });
});
