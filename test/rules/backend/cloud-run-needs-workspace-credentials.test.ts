import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const cloud = 'terraform {\n  cloud {\n    organization = "acme"\n  }\n}\n';
const remote = 'terraform {\n  backend "remote" {\n    organization = "acme"\n  }\n}\n';
const provider = (...lines: string[]): string =>
  `provider "aws" {\n${lines.map((line) => `  ${line}\n`).join("")}  region = "eu-west-1"\n}\n`;
const keys = { AWS_ACCESS_KEY_ID: "AKIA4444444444444444", AWS_SECRET_ACCESS_KEY: "s" };

const findings = (main: string, environment: Record<string, string> = {}): string[] =>
  lintFolder("cloud-run-needs-workspace-credentials", {
    files: { "main.tf": main },
    environment: { HOME: "/home/me", ...environment },
  });

describe("cloud-run-needs-workspace-credentials", () => {
  it("says what a profile comes to, once for all who name it", () => {
    const two = provider('profile = "prod"') + provider('alias = "west"', 'profile = "prod"');
    expect(findings(cloud + two)).toEqual([
      'main.tf:2:3 A remote run has no shared files: provider "aws" and provider "aws.west" will report "failed to get shared config profile, prod" there. Let the profile come from a variable that is null there, or set the execution mode of the workspace to local.',
    ]);
  });

  it("says that a CI job's keys stay there", () => {
    expect(findings(remote + provider(), { ...keys, CI: "true" })).toEqual([
      'main.tf:2:3 A remote run has nothing of this CI job: provider "aws" would sign with the environment\'s keys (AKIA…4444) here, and there with what the workspace holds. Give the workspace AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or dynamic credentials (TFC_AWS_PROVIDER_AUTH).',
    ]);
  });

  it.each([
    ["a job without credentials", cloud + provider(), { CI: "true" }],
    ["what lies around on somebody's machine", cloud + provider(), keys],
    ["the remote run itself", cloud + provider('profile = "prod"'), { ...keys, CI: "true", TFC_RUN_ID: "run-1" }],
    ["profiles that aren't known", `${cloud}${provider("profile = var.p")}variable "p" {}\n`, {}],
    ["a variable that is null", `${cloud}${provider("profile = var.p")}variable "p" {\n  default = null\n}\n`, {}],
    [
      "keys in the block, which travel along",
      cloud + provider('access_key = "a"', 'secret_key = "b"'),
      { ...keys, CI: "true" },
    ],
    ["state in S3", `terraform {\n  backend "s3" {}\n}\n${provider('profile = "prod"')}`, keys],
  ])("is silent about %s", (_, main, environment) => {
    expect(findings(main, environment)).toEqual([]);
  });
});
