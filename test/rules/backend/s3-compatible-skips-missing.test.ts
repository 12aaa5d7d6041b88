import { describe, expect, it } from "vitest";
import { lintAndFix } from "../../../src/lint/fix.ts";
import { lint } from "../../../src/lint/lint.ts";
import { memoryMachine } from "../../../src/machine/memory.ts";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const id = "s3-compatible-skips-missing";
const findings = (main: string, more: Partial<FolderInit> = {}): string[] =>
  lintFolder(id, { environment: { HOME: "/home/me" }, ...more, files: { "main.tf": main, ...more.files } });
const lines = (indentation: string, all: readonly string[]): string =>
  all.map((line) => `${indentation}${line}\n`).join("");
const backend = (...more: string[]): string =>
  `terraform {\n  backend "s3" {\n${lines("    ", ['bucket = "b"', 'key = "k"', ...more])}  }\n}\n`;
const remoteState = (...more: string[]): string =>
  `data "terraform_remote_state" "n" {\n  backend = "s3"\n  config = {\n${lines("    ", ['bucket = "b"', 'key = "k"', ...more])}  }\n}\n`;
const provider = (...more: string[]): string => `provider "aws" {\n${lines("  ", more)}}\n`;

const scaleway = 'endpoints = { s3 = "https://s3.fr-par.scw.cloud" }';
const creds = "skip_credentials_validation = true";
const account = "skip_requesting_account_id = true";
const region = "skip_region_validation = true";
const three = "skip_credentials_validation, skip_requesting_account_id and skip_region_validation";
const asked = "AWS's STS is asked about a key that isn't one of AWS, and answers \"InvalidClientTokenId\"";

describe("s3-compatible-skips-missing", () => {
  it.each([
    [
      backend('region = "fr-par"', scaleway),
      `main.tf:6:25 backend "s3" keeps its objects at https://s3.fr-par.scw.cloud, which isn't AWS, without ${three}: ${asked}. Add ${creds}, ${account} and ${region}.`,
    ],
    [
      backend('region = "us-east-1"', scaleway, creds),
      'main.tf:6:25 backend "s3" keeps its objects at https://s3.fr-par.scw.cloud, which isn\'t AWS, without skip_requesting_account_id: Terraform will report "AWS account ID not previously found and failed retrieving via all available methods". Add skip_requesting_account_id = true.',
    ],
    [
      backend('region = "fr-par"', scaleway, creds, account),
      'main.tf:6:25 backend "s3" keeps its objects at https://s3.fr-par.scw.cloud, which isn\'t AWS, without skip_region_validation: Terraform will report "Invalid AWS Region". Add skip_region_validation = true.',
    ],
    [
      backend('region = "us-east-1"', 'endpoint = "https://s3.internal.example.com"'),
      `main.tf:6:17 backend "s3" keeps its objects at https://s3.internal.example.com, which isn't AWS, without skip_credentials_validation and skip_requesting_account_id: ${asked}. Add ${creds} and ${account}, unless the endpoint takes AWS's keys.`,
    ],
    [
      remoteState('region = "us-east-1"', 'endpoint = "https://nyc3.digitaloceanspaces.com"'),
      `main.tf:7:17 data.terraform_remote_state.n keeps its objects at https://nyc3.digitaloceanspaces.com, which isn't AWS, without skip_credentials_validation and skip_requesting_account_id: ${asked}. Add ${creds} and ${account}.`,
    ],
    [
      provider('region = "us-east-1"', "endpoints {", '  s3 = "https://ams1.vultrobjects.com"', "}"),
      `main.tf:4:11 provider "aws" keeps its objects at https://ams1.vultrobjects.com, which isn't AWS, without skip_credentials_validation and skip_requesting_account_id: ${asked}. Add ${creds} and ${account}.`,
    ],
  ])("%s", (main, message) => {
    expect(findings(main)).toEqual([message]);
  });

  it("reads the endpoint of the environment", () => {
    const environment = { AWS_ENDPOINT_URL_S3: "https://minio.example.com" };
    expect(findings(backend('region = "us-east-1"'), { environment })).toEqual([
      expect.stringContaining(
        'main.tf:2:3 backend "s3" keeps its objects at https://minio.example.com (AWS_ENDPOINT_URL_S3)',
      ),
    ]);
    expect(findings(backend('region = "us-east-1"'), { environment, useEnvironment: false })).toEqual([]);
  });

  it.each([
    ["AWS's own endpoints", backend('endpoints = { s3 = "https://bucket.vpce-1.s3.eu-west-1.vpce.amazonaws.com" }')],
    ["AWS in China", backend('endpoint = "https://s3.cn-north-1.amazonaws.com.cn"')],
    ["AWS over IPv6", backend('endpoint = "https://s3.dualstack.eu-west-1.api.aws"')],
    ["a complete block", backend('region = "fr-par"', scaleway, creds, account, region)],
    [
      "flags that aren't known",
      remoteState(scaleway, "skip_credentials_validation = var.s", account) + 'variable "s" {}\n',
    ],
    ["endpoints that aren't known", remoteState("endpoints = var.e") + 'variable "e" {}\n'],
    ["an STS of its own", backend('endpoints = { s3 = "https://s3.example.com", sts = "https://sts.example.com" }')],
    ["what -backend-config may complete", `terraform {\n  backend "s3" {\n    ${scaleway}\n  }\n}\n`],
    ["an emulator's provider", provider("endpoints {", '  s3 = "http://localhost:4566"', "}")],
  ])("is silent about %s", (_, main) => {
    expect(findings(main)).toEqual([]);
  });

  it("knows what OpenTofu and old releases leave out", () => {
    const tofu = { files: { ".tf-preflight.hcl": "opentofu = true\n" } };
    expect(findings(backend('region = "us-east-1"', scaleway, creds), tofu)).toEqual([]);
    expect(
      findings(
        `terraform {\n  required_version = "1.5.7"\n}\n${backend('endpoint = "https://s3.fr-par.scw.cloud"', creds)}`,
      ),
    ).toEqual([]);
  });

  it("is certain where the service, the key or the region is none of AWS", () => {
    const level = (main: string): string | undefined =>
      lint({ paths: ["."], choices: [] }, memoryMachine({ files: { "main.tf": main } })).results[0]?.findings.find(
        ({ ruleId }) => ruleId === id,
      )?.level;
    const own = 'endpoint = "https://s3.example.com"';
    expect(level(backend('region = "us-east-1"', own))).toBe("warning");
    expect(level(backend('region = "main"', own))).toBe("error");
    expect(level(backend('region = "us-east-1"', 'access_key = "minioadmin"', own))).toBe("error");
    expect(level(backend('region = "us-east-1"', scaleway))).toBe("error");
  });

  it("is a warning where an older release may run, which hasn't all of it", () => {
    const main = `terraform {\n  required_version = ">= 1.3"\n}\n${backend('region = "us-east-1"', scaleway)}`;
    const { results } = lint({ paths: ["."], choices: [] }, memoryMachine({ files: { "main.tf": main } }));
    const finding = results[0]?.findings.find(({ ruleId }) => ruleId === id);
    expect(finding).toMatchObject({ level: "warning" });
    expect(finding?.fix).toBeUndefined();
  });

  it("speaks for region-invalid where it speaks", () => {
    const main = backend('region = "fr-par"', scaleway);
    expect(lintFolder("region-invalid", { files: { "main.tf": main } })).toEqual([]);
    const plain = backend('region = "fr-par"');
    expect(lintFolder("region-invalid", { files: { "main.tf": plain } })).toHaveLength(1);
  });

  /** As `terraform fmt` writes lines that stand together. */
  const aligned = (...lines: readonly string[]): string[] =>
    lines.map((line) => line.replace(" =", () => `${" ".repeat(creds.indexOf(" =") - line.indexOf(" ="))} =`));

  it.each([
    [
      backend('region = "fr-par"', scaleway),
      backend('region = "fr-par"', ...aligned(creds, account, region), scaleway),
    ],
    [
      remoteState('region = "fr-par"', scaleway),
      remoteState('region = "fr-par"', ...aligned(creds, account, region), scaleway),
    ],
    [
      provider('region = "us-east-1"', "endpoints {", '  s3 = "https://ams1.vultrobjects.com"', "}"),
      provider(
        'region = "us-east-1"',
        ...aligned(creds, account),
        "",
        "endpoints {",
        '  s3 = "https://ams1.vultrobjects.com"',
        "}",
      ).replace(/^ +$/mu, ""),
    ],
    [backend('region = "us-east-1"', scaleway, "skip_credentials_validation = false"), null],
  ])("adds what is missing", (before, after) => {
    const machine = memoryMachine({ files: { "main.tf": before } });
    const { results } = lintAndFix({ paths: ["."], choices: [] }, "dry-run", machine);
    expect(results[0]?.source).toBe(after ?? before);
  });
});
