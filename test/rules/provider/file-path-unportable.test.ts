import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const findings = (main: string, more: Partial<FolderInit> = {}): string[] =>
  lintFolder("file-path-unportable", { ...more, files: { "main.tf": main, ...more.files } });
const provider = (line: string): string => `provider "aws" {\n  ${line}\n}\n`;
const token = (path: string): string =>
  provider(`assume_role_with_web_identity {\n    role_arn = "r"\n    web_identity_token_file = ${path}\n  }`);

describe("file-path-unportable", () => {
  it.each([
    ["/Users/jane/.aws/config", "lies in one user's home folder. Begin it with ~/."],
    ["/home/jane/.aws/config", "lies in one user's home folder. Begin it with ~/."],
    ["C:/Users/jane/.aws/config", "lies in one user's home folder. Begin it with ~/."],
    ["D:/aws/config", "is on Windows only. Begin it with ~/, or take it from a variable."],
  ])("%s %s", (path, fault) => {
    expect(findings(provider(`shared_config_files = ["${path}"]`))).toEqual([
      `main.tf:2:27 shared_config_files of provider "aws": "${path}" ${fault}`,
    ]);
  });

  it("judges tokens that are looked up where Terraform is started", () => {
    expect(findings(token('"token"'))).toEqual([
      'main.tf:4:32 web_identity_token_file of provider "aws": "token" counts from the folder that Terraform is started in. Write it from the root, or leave it to AWS_WEB_IDENTITY_TOKEN_FILE.',
    ]);
    const backend =
      'terraform {\n  backend "s3" {\n    bucket = "b"\n    key = "k"\n    assume_role_with_web_identity = { role_arn = "r", web_identity_token_file = "./t" }\n  }\n}\n';
    expect(findings(backend)).toEqual([
      expect.stringMatching(/^main\.tf:5:82 web_identity_token_file of backend "s3"/u),
    ]);
  });

  it("says where the path comes from", () => {
    const main = `variable "f" {\n  default = "/Users/jane/c"\n}\n${provider("shared_credentials_files = [var.f]")}`;
    expect(findings(main)).toEqual([
      expect.stringMatching(/^main\.tf:5:30 shared_credentials_files of provider "aws" \(main\.tf:2\): "\/Users/u),
    ]);
  });

  it.each<[string, string, Partial<FolderInit>?]>([
    ["the user's own home", provider('shared_config_files = ["~/.aws/config", "$HOME/x"]')],
    ["places that all machines have", provider('custom_ca_bundle = "/etc/ssl/certs/ca.pem"')],
    ["shared files beside the configuration", provider('shared_config_files = ["./aws/config"]')],
    ["tokens beside the configuration", token('"${path.module}/token"')],
    ["the same in a local", `locals {\n  t = "\${path.module}/token"\n}\n${token("local.t")}`],
    ["tokens of a runner", token('"/var/run/secrets/token"')],
    [
      "what a user says himself",
      `variable "f" {}\n${provider("shared_config_files = [var.f]")}`,
      { files: { "terraform.tfvars": 'f = "/Users/jane/.aws/config"\n' } },
    ],
    ["what nobody knows", `variable "f" {}\n${provider("shared_config_files = [var.f]")}`],
  ])("is silent about %s", (_, main, more) => {
    expect(findings(main, more)).toEqual([]);
  });
});
