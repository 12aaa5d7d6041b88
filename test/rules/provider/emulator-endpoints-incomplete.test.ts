import { describe, expect, it } from "vitest";
import { lint } from "../../../src/lint/lint.ts";
import { memoryMachine } from "../../../src/machine/memory.ts";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const findings = (main: string, more: Partial<FolderInit> = {}): string[] =>
  lintFolder("emulator-endpoints-incomplete", { ...more, files: { "main.tf": main, ...more.files } });
const skips = "  skip_credentials_validation = true\n  skip_requesting_account_id = true\n";
const provider = (endpoints: readonly string[], more = "", key = "test"): string =>
  `provider "aws" {\n  access_key = "${key}"\n${more}  endpoints {\n${endpoints.map((line) => `    ${line}\n`).join("")}  }\n}\n`;
const s3 = 's3 = "http://localhost:4566"';
const sts = 'sts = "http://localhost:4566"';
const queue = 'resource "aws_sqs_queue" "q" {}\n';

describe("emulator-endpoints-incomplete", () => {
  it("misses STS, unless nobody asks it", () => {
    expect(findings(provider([s3]))).toEqual([
      'main.tf:3:3 provider "aws" has local endpoints (s3), but asks AWS itself who it is: STS will answer "InvalidClientTokenId". Add s3\'s address for sts, or skip_credentials_validation = true and skip_requesting_account_id = true.',
    ]);
    expect(findings(provider([s3], "  skip_credentials_validation = true\n"))).toHaveLength(1);
    expect(findings(provider([s3], skips))).toEqual([]);
    expect(findings(provider([s3, sts]))).toEqual([]);
  });

  it("adds the arguments that keep the provider from asking", () => {
    const fixed = (main: string): string | undefined => {
      const machine = memoryMachine({ files: { "main.tf": main } });
      const { results } = lint(
        { paths: ["."], choices: [{ id: "emulator-endpoints-incomplete", level: "error" }] },
        machine,
      );
      const fix = results[0]?.findings.find(({ ruleId }) => ruleId === "emulator-endpoints-incomplete")?.fix;
      return fix && main.slice(0, fix.range[0]) + fix.text + main.slice(fix.range[1]);
    };
    const all =
      "  skip_credentials_validation = true\n  skip_metadata_api_check     = true\n  skip_requesting_account_id  = true\n\n";
    expect(fixed(provider([s3]))).toBe(provider([s3], all));
    const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
    expect(fixed(crlf(provider([s3])))).toBe(crlf(provider([s3], all)));
    const one = "  skip_requesting_account_id = true\n";
    const others = "  skip_credentials_validation = true\n  skip_metadata_api_check     = true\n\n";
    expect(fixed(provider([s3], one))).toBe(provider([s3], one + others));
    expect(fixed(provider([s3], "  skip_credentials_validation = false\n"))).toBeUndefined();
  });

  it("takes hosts of the option for an emulator's", () => {
    const remote = provider(['s3 = "https://s3.emulator.example.com"']);
    expect(findings(remote)).toEqual([]);
    expect(findings(remote, { options: { hosts: ["*.emulator.example.com"] } })).toHaveLength(1);
    expect(findings(remote, { options: { hosts: ["S3.emulator.example.com"] } })).toHaveLength(1);
    expect(findings(remote, { options: { hosts: ["emulator.example.com", "*.ample.com"] } })).toEqual([]);
  });

  it("misses services that resources use", () => {
    expect(findings(provider([s3, sts]) + queue + 'resource "aws_s3_bucket" "b" {}\n')).toEqual([
      'main.tf:3:3 provider "aws" has local endpoints (s3 and sts), but none for sqs: aws_sqs_queue.q will go to AWS itself. Add it to the block, or set AWS_ENDPOINT_URL for all.',
    ]);
  });

  it.each<[string, string, Partial<FolderInit>?]>([
    ["AWS_ENDPOINT_URL", provider([s3]) + queue, { environment: { AWS_ENDPOINT_URL: "http://localhost:4566" } }],
    [
      "one variable for one service",
      provider([s3, sts]) + queue,
      { environment: { AWS_ENDPOINT_URL_SQS: "http://x:1" } },
    ],
    ["a key of AWS: the mixture may be meant", provider([s3], "", "AKIAQ3EGSIE5R7QWMDXJ") + queue],
    [
      "the other name of a service",
      `${provider([sts, 'stepfunctions = "http://localhost:4566"'])}resource "aws_sfn_state_machine" "m" {}\n`,
    ],
    ["addresses of AWS", provider(['s3 = "https://s3.eu-west-1.amazonaws.com"']) + queue],
    ["a mixture: somebody chose", provider([s3, 'sqs = "https://sqs.eu-west-1.amazonaws.com"']) + queue],
    ["an address that isn't known", `variable "e" {}\n${provider(["s3 = var.e"])}${queue}`],
    [
      "resources of another configuration",
      `${provider([s3, sts])}provider "aws" {\n  alias = "real"\n}\nresource "aws_sqs_queue" "q" {\n  provider = aws.real\n}\n`,
    ],
    ["a data source that asks nobody", `${provider([s3, sts])}data "aws_iam_policy_document" "d" {}\n`],
    [
      "what an override file adds",
      provider([s3], skips) + queue,
      {
        files: {
          "x_override.tf":
            'provider "aws" {\n  endpoints {\n    s3 = "http://localhost:1"\n    sqs = "http://localhost:1"\n  }\n}\n',
        },
      },
    ],
  ])("is silent about %s", (_, main, more) => {
    expect(findings(main, more)).toEqual([]);
  });
});
