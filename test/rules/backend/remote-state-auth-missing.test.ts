import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const lines = (all: readonly string[]): string => all.map((line) => `    ${line}\n`).join("");
const backend = (...more: string[]): string =>
  `terraform {\n  backend "s3" {\n${lines(['bucket = "b"', 'key = "k"', 'region = "eu-west-1"', ...more])}  }\n}\n`;
const state = (bucket: string, ...more: string[]): string =>
  `data "terraform_remote_state" "n" {\n  backend = "s3"\n  config = {\n${lines([`bucket = ${bucket}`, 'key = "n"', 'region = "eu-west-1"', ...more])}  }\n}\n`;
const credentials = "[state]\naws_access_key_id = AKIA3333333333333333\naws_secret_access_key = s\n";

const findings = (main: string, environment: Record<string, string> = {}): string[] =>
  lintFolder("remote-state-auth-missing", {
    files: { "main.tf": main, "/home/me/.aws/credentials": credentials },
    environment: { HOME: "/home/me", ...environment },
  });
const keys = { AWS_ACCESS_KEY_ID: "AKIA4444444444444444", AWS_SECRET_ACCESS_KEY: "s" };
const own = 'profile = "state"';

describe("remote-state-auth-missing", () => {
  it("says with what the same bucket is asked", () => {
    expect(findings(state('"b"') + backend(own), keys)).toEqual([
      'main.tf:1:1 data.terraform_remote_state.n does not say who it is, and nothing of backend "s3" (profile "state") reaches it: it asks for the same bucket "b" with the environment\'s keys (AKIA…4444). Say the same in its config (profile, assume_role = { … }).',
    ]);
  });

  it("says less of another bucket", () => {
    const role = 'assume_role = { role_arn = "arn:aws:iam::111122223333:role/state" }';
    expect(findings(state('"other"') + backend(role), keys)).toEqual([
      'main.tf:1:1 data.terraform_remote_state.n does not say who it is, and nothing of backend "s3" (role arn:aws:iam::111122223333:role/state) reaches it: it asks for bucket "other" with the environment\'s keys (AKIA…4444). Say the same in its config, if that may read it.',
    ]);
    expect(findings(`${state("var.b")}variable "b" {}\n${backend(own)}`, keys)).toEqual([
      expect.stringContaining("it asks for its bucket with"),
    ]);
  });

  it.each([
    ["both without", state('"b"') + backend(), keys],
    ["both the same here", state('"b"') + backend(own), { AWS_PROFILE: "state" }],
    ["a config that says who it is", state('"b"', own) + backend(own), keys],
    ["a config that may", `${state('"b"', "profile = var.p")}variable "p" {}\n${backend(own)}`, keys],
    ["a service of its own", state('"b"', 'endpoint = "https://s3.example.com"') + backend(own), keys],
    ["no backend", state('"b"'), keys],
  ])("is silent about %s", (_, main, environment) => {
    expect(findings(main, environment)).toEqual([]);
  });
});
