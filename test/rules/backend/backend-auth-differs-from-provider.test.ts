import { describe, expect, it } from "vitest";
import { lint } from "../../../src/lint/lint.ts";
import { memoryMachine } from "../../../src/machine/memory.ts";
import { lintFolder } from "../../lint-folder.ts";

const id = "backend-auth-differs-from-provider";
const lines = (all: readonly string[]): string => all.map((line) => `    ${line}\n`).join("");
const backend = (...more: string[]): string =>
  `terraform {\n  backend "s3" {\n${lines(['bucket = "b"', 'key = "k"', 'region = "eu-west-1"', ...more])}  }\n}\n`;
const provider = (...more: string[]): string => `provider "aws" {\n${lines(['region = "eu-west-1"', ...more])}}\n`;
const role = (account: string): string => `arn:aws:iam::${account}:role/x`;
const credentials =
  "[prod]\naws_access_key_id = AKIA2222222222222222\naws_secret_access_key = s\n[state]\naws_access_key_id = AKIA3333333333333333\naws_secret_access_key = s\n";
const keys = { AWS_ACCESS_KEY_ID: "AKIA4444444444444444", AWS_SECRET_ACCESS_KEY: "s" };

const findings = (main: string, environment: Record<string, string> = {}, useEnvironment = true): string[] =>
  lintFolder(id, {
    files: { "main.tf": main, "/home/me/.aws/credentials": credentials },
    environment: { HOME: "/home/me", ...environment },
    useEnvironment,
  });

describe("backend-auth-differs-from-provider", () => {
  it("says what each resolves to where the backend leaves it open", () => {
    expect(findings(backend() + provider('profile = "prod"'), keys)).toEqual([
      'main.tf:2:3 backend "s3" does not say who it is, and nothing of provider "aws" (profile "prod") reaches it: it takes the environment\'s keys (AKIA…4444). If the state is the provider\'s, say the same here (profile, assume_role = { … }); if not, name whose it is.',
    ]);
  });

  it("says so where nothing else is found", () => {
    expect(findings(backend() + provider('profile = "prod"'))).toEqual([
      expect.stringContaining("it takes what the instance has, since nothing else is found."),
    ]);
  });

  it("goes by what is written where the environment is left out", () => {
    expect(findings(backend() + provider('profile = "prod"'), {}, false)).toEqual([
      expect.stringContaining("it takes what the environment and the default profile hold."),
    ]);
  });

  it("notes the accounts of two who both say who they are", () => {
    expect(findings(backend('profile = "state"') + provider('profile = "prod"'))).toEqual([
      'main.tf:2:3 backend "s3" signs with the keys (AKIA…3333) of profile "state" (account 815766691575), provider "aws" with the keys (AKIA…2222) of profile "prod" (account 744830457525). That is right where state is kept in an account of its own.',
    ]);
  });

  it("speaks softly of a role on top, and of another account", () => {
    const levels = (main: string): (string | undefined)[] =>
      lint(
        { paths: ["."], choices: [], preset: "strict", useEnvironment: false },
        memoryMachine({ files: { "main.tf": main } }),
      )
        .results.flatMap(({ findings: found }) => found)
        .filter(({ ruleId }) => ruleId === id)
        .map(({ level, message }) => `${level} ${message}`);
    const assume = provider("assume_role {", `  role_arn = "${role("111122223333")}"`, "}");
    expect(levels(backend() + assume)).toEqual([
      `info backend "s3" does not say who it is, and nothing of provider "aws" (role ${role("111122223333")}) reaches it: it takes what the environment and the default profile hold. That is right where the state belongs to the account that assumes the role.`,
    ]);
    expect(levels(backend(`assume_role = { role_arn = "${role("444455556666")}" }`) + assume)).toEqual([
      `info backend "s3" signs with role ${role("444455556666")} (account 444455556666), provider "aws" with role ${role("111122223333")} (account 111122223333). That is right where state is kept in an account of its own.`,
    ]);
  });

  it.each([
    ["both without", backend() + provider(), keys],
    ["both the same here", backend() + provider('profile = "prod"'), { AWS_PROFILE: "prod" }],
    [
      "both naming the same account",
      backend(`assume_role = { role_arn = "${role("111122223333")}" }`) +
        provider("assume_role {", `  role_arn = "${role("111122223333")}s"`, "}"),
      {},
    ],
    ["a provider that isn't known", `${backend()}${provider("profile = var.p")}variable "p" {}\n`, {}],
    [
      "an emulator",
      backend() +
        provider('access_key = "test"', 'secret_key = "test"', "endpoints {", '  s3 = "http://localhost:4566"', "}"),
      {},
    ],
    ["a bucket of another service", backend('endpoint = "https://s3.example.com"') + provider('profile = "prod"'), {}],
    [
      "what -backend-config may say",
      `terraform {\n  backend "s3" {\n    key = "k"\n  }\n}\n${provider('profile = "prod"')}`,
      {},
    ],
    [
      "several providers and no default",
      `${backend()}${["a", "b"].map((alias) => provider(`alias = "${alias}"`, `profile = "${alias}"`)).join("")}`,
      {},
    ],
    ["other backends", `terraform {\n  backend "gcs" {}\n}\n${provider('profile = "prod"')}`, {}],
  ])("is silent about %s", (_, main, environment) => {
    expect(findings(main, environment)).toEqual([]);
  });
});
