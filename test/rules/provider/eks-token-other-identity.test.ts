import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const findings = (main: string, more: Partial<FolderInit> = {}): string[] =>
  lintFolder("eks-token-other-identity", { home: "/home/me", ...more, files: { "main.tf": main, ...more.files } });
const aws = (...lines: string[]): string => `provider "aws" {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
const exec = (args: string, more = "", command = "aws"): string =>
  `exec {\n    api_version = "v1"\n    command = "${command}"\n    args = ${args}\n${more}  }\n`;
const plain = '["eks", "get-token", "--cluster-name", "c"]';
const kubernetes = (content: string): string => `provider "kubernetes" {\n  ${content}}\n`;
const profile = aws('profile = "prod"');
const role = aws('assume_role {\n    role_arn = "arn:aws:iam::123456789012:role/x"\n  }');

describe("eks-token-other-identity", () => {
  it("compares the command's identity with the provider's", () => {
    expect(findings(profile + kubernetes(exec(plain)))).toEqual([
      'main.tf:4:1 provider "kubernetes" gets its token from aws eks get-token, which signs as whoever the shell is, while provider "aws" is profile "prod": where that other has no access, the cluster will answer "the server has asked for the client to provide credentials". Add "--profile", "prod" to args.',
    ]);
    expect(findings(role + kubernetes(exec(plain)))).toEqual([
      expect.stringMatching(
        /is role arn:aws:iam::123456789012:role\/x: .* Add "--role-arn", "arn:aws:iam::123456789012:role\/x" to args\.$/u,
      ),
    ]);
    const authenticator = exec('["token", "-i", "c"]', "", "/usr/local/bin/aws-iam-authenticator");
    expect(findings(role + kubernetes(authenticator))).toEqual([
      expect.stringMatching(/from aws-iam-authenticator token, .* Add "--role", /u),
    ]);
  });

  it("finds the command in both generations of helm, and in JSON", () => {
    expect(findings(`${profile}provider "helm" {\n  kubernetes {\n  ${exec(plain)}  }\n}\n`)).toHaveLength(1);
    const object = `kubernetes = {\n    exec = {\n      command = "aws"\n      args = ${plain}\n    }\n  }\n`;
    expect(findings(`${profile}provider "helm" {\n  ${object}}\n`)).toHaveLength(1);
    const json = {
      provider: { aws: { profile: "p" }, kubectl: { exec: { command: "aws", args: ["eks", "get-token"] } } },
    };
    expect(findings("", { files: { "x.tf.json": JSON.stringify(json) } })).toHaveLength(1);
  });

  it("is silent where the shell is the same somebody", () => {
    const config =
      "[profile prod]\nregion = eu-west-1\naws_access_key_id = AKIAQ3EGSIE5R7QWMDXJ\naws_secret_access_key = s\n";
    const main = profile + kubernetes(exec(plain));
    const files = { "/home/me/.aws/config": config };
    expect(findings(main, { files, environment: { AWS_PROFILE: "prod" } })).toEqual([]);
    expect(findings(main, { files })).toHaveLength(1);
  });

  it.each([
    ["a provider without an identity of its own", aws() + kubernetes(exec(plain))],
    ["one of several without", profile + aws('alias = "b"') + kubernetes(exec(plain))],
    ["an identity that nobody knows", `variable "p" {}\n${aws("profile = var.p")}${kubernetes(exec(plain))}`],
    ["a profile among the arguments", profile + kubernetes(exec('["--profile", "prod", "eks", "get-token"]'))],
    ["a role among the arguments", role + kubernetes(exec('["eks", "get-token", "--role-arn=r"]'))],
    [
      "a profile in the environment of the command",
      profile + kubernetes(exec(plain, '    env = { AWS_PROFILE = "prod" }\n')),
    ],
    ["arguments that nobody knows", `variable "a" {}\n${profile}${kubernetes(exec("var.a"))}`],
    ["other commands", profile + kubernetes(exec('["eks", "get-token"]', "", "gcloud")) + kubernetes(exec('["sts"]'))],
    ["no command", profile + kubernetes('host = "h"\n')],
  ])("is silent about %s", (_, main) => {
    expect(findings(main)).toEqual([]);
  });
});
