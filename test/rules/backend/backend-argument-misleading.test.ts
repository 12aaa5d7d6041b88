import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const findings = (main: string, files: Record<string, string> = {}): string[] =>
  lintFolder("backend-argument-misleading", {
    files: { "main.tf": main, ...files },
    environment: { HOME: "/home/me" },
  });
const backend = (...lines: string[]): string =>
  `terraform {\n  backend "s3" {\n${lines.map((line) => `    ${line}\n`).join("")}  }\n}\n`;
const role = 'role_arn = "arn:aws:iam::123456789012:role/state"';
const keys =
  "there is only role_arn, duration, external_id, policy, policy_arns, session_name, source_identity, tags and transitive_tag_keys";

describe("backend-argument-misleading", () => {
  it.each([
    [
      backend("assume_role = {", `  ${role}`, '  profile  = "x"', "}"),
      `main.tf:5:7 profile in assume_role of backend "s3" is dropped without a word: ${keys}. Write profile beside assume_role, not in it.`,
    ],
    [
      backend(`assume_role = { ${role}, "sesion_name" = "me" }`),
      `main.tf:3:72 sesion_name in assume_role of backend "s3" is dropped without a word: ${keys}. Write session_name.`,
    ],
    [
      backend(`assume_role = { ${role}, mfa_serial = "me" }`),
      `main.tf:3:72 mfa_serial in assume_role of backend "s3" is dropped without a word: ${keys}. Remove it.`,
    ],
    [
      backend('endpoints = { sqs = "http://localhost:4566" }'),
      'main.tf:3:19 sqs in endpoints of backend "s3" is dropped without a word: there is only dynamodb, iam, s3, sso and sts. Remove it.',
    ],
    [
      `data "terraform_remote_state" "n" {\n  backend = "s3"\n  config = {\n    bucket = "b"\n    key = "k"\n    assume_role = { ${role}, profile = "x" }\n  }\n}\n`,
      `main.tf:6:72 profile in assume_role of data.terraform_remote_state.n is dropped without a word: ${keys}. Write profile beside assume_role, not in it.`,
    ],
  ])("finds keys that nobody reads: %s", (main, message) => {
    expect(findings(main)).toEqual([message]);
  });

  it("knows what OpenTofu lacks", () => {
    const main = backend(`assume_role = { ${role}, source_identity = "me" }`);
    expect(findings(main)).toEqual([]);
    expect(findings(main, { ".tf-preflight.hcl": "opentofu = true\n" })).toEqual([
      expect.stringContaining("source_identity in assume_role"),
    ]);
  });

  it("says in which order files are read", () => {
    expect(findings(backend('shared_config_files = ["z", "a"]'))).toEqual([
      'main.tf:3:27 shared_config_files of backend "s3" is a set: its files are read in the order "a" and "z", the last one wins. Keep one file for each, or name them so that this order is right.',
    ]);
  });

  it.each([
    ["files in order", backend('shared_config_files = ["a", "z", "a"]')],
    ["one file", backend('shared_credentials_files = ["z"]')],
    [
      "what other releases have",
      `terraform {\n  required_version = "1.6.0"\n  backend "s3" {\n    endpoints = { sso = "https://sso" }\n  }\n}\n`,
    ],
    ["objects of the wrong type: they are refused", backend('assume_role = ["x"]')],
    ["a provider's list, which keeps its order", 'provider "aws" {\n  shared_config_files = ["z", "a"]\n}\n'],
    ["other backends", 'terraform {\n  backend "gcs" {\n    assume_role = { x = 1 }\n  }\n}\n'],
  ])("is silent about %s", (_, main) => {
    expect(findings(main)).toEqual([]);
  });
});
