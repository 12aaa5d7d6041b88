import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const findings = (main: string, more: Partial<FolderInit> = {}): string[] =>
  lintFolder("credentials-cross-partitions", { ...more, files: { "main.tf": main, ...more.files } });
const provider = (alias: string, region: string, ...more: string[]): string =>
  `provider "aws" {\n  alias = "${alias}"\n  region = "${region}"\n${more.map((line) => `  ${line}\n`).join("")}}\n`;

describe("credentials-cross-partitions", () => {
  it("compares providers with the same source of credentials", () => {
    expect(findings(provider("eu", "eu-west-1") + provider("cn", "cn-north-1"))).toEqual([
      'main.tf:7:13 provider "aws.cn" is in cn-north-1, of the partition aws-cn, and has its credentials from the same place as provider "aws.eu" in eu-west-1, of aws: no key is valid in both ("InvalidClientTokenId"). Give each a profile of its own.',
    ]);
    const profile = 'profile = "p"';
    expect(findings(provider("eu", "eu-west-1", profile) + provider("gov", "us-gov-west-1", profile))).toHaveLength(1);
  });

  it("compares the backend, and roles make no difference", () => {
    const backend =
      'terraform {\n  backend "s3" {\n    bucket = "b"\n    key = "k"\n    region = "us-east-1"\n  }\n}\n';
    const role = 'assume_role {\n    role_arn = "arn:aws-cn:iam::123456789012:role/x"\n  }';
    expect(findings(backend + provider("cn", "cn-north-1", role))).toEqual([
      expect.stringMatching(/^main\.tf:5:15 backend "s3" is in us-east-1, .* as provider "aws\.cn" in cn-north-1/u),
    ]);
  });

  it.each([
    ["one partition", provider("a", "eu-west-1") + provider("b", "us-east-1")],
    ["a profile of its own", provider("a", "eu-west-1") + provider("b", "cn-north-1", 'profile = "cn"')],
    [
      "keys of its own",
      provider("a", "eu-west-1") + provider("b", "cn-north-1", 'access_key = "x"', 'secret_key = "y"'),
    ],
    [
      "a profile that nobody knows",
      `variable "p" {}\n${provider("a", "eu-west-1")}${provider("b", "cn-north-1", "profile = var.p")}`,
    ],
    [
      "a region that nobody knows",
      `variable "r" {}\n${provider("a", "eu-west-1")}provider "aws" {\n  region = var.r\n}\n`,
    ],
    [
      "a web identity, which each partition may trust",
      provider("a", "eu-west-1") +
        provider(
          "b",
          "cn-north-1",
          'assume_role_with_web_identity {\n    role_arn = "arn:aws-cn:iam::123456789012:role/x"\n    web_identity_token_file = "/t"\n  }',
        ),
    ],
    [
      "endpoints of its own",
      provider("a", "eu-west-1") + provider("b", "cn-north-1", 'endpoints {\n    sts = "http://localhost:1"\n  }'),
    ],
    [
      "credentials that nobody looks at",
      provider("a", "eu-west-1") + provider("b", "cn-north-1", "skip_credentials_validation = true"),
    ],
    [
      "a backend that gets more at init",
      `terraform {\n  backend "s3" {\n    region = "us-east-1"\n  }\n}\n${provider("cn", "cn-north-1")}`,
    ],
  ])("is silent about %s", (_, main) => {
    expect(findings(main)).toEqual([]);
  });

  it("keeps root modules apart", () => {
    const files = { "china/main.tf": provider("cn", "cn-north-1") };
    expect(findings(provider("eu", "eu-west-1"), { files })).toEqual([]);
  });
});
