import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const findings = (main: string, more: Partial<FolderInit> = {}): string[] =>
  lintFolder("opt-in-region-global-sts", { ...more, files: { "main.tf": main } });
const role = '  assume_role {\n    role_arn = "arn:aws:iam::123456789012:role/x"\n  }\n';
const provider = (region: string, sts = "https://sts.amazonaws.com", more = role): string =>
  `provider "aws" {\n  region = "${region}"\n  endpoints {\n    sts = "${sts}"\n  }\n${more}}\n`;

describe("opt-in-region-global-sts", () => {
  it("knows the regions that accounts opt in to", () => {
    expect(findings(provider("me-central-1"))).toEqual([
      'main.tf:4:12 provider "aws" assumes its role at https://sts.amazonaws.com, whose tokens are not valid in me-central-1, a region to opt in to, unless the account was told otherwise: AWS will answer "InvalidClientTokenId". Remove it: Terraform asks sts.me-central-1.amazonaws.com by itself.',
    ]);
  });

  it("looks at backends, and at the environment", () => {
    const backend =
      'terraform {\n  backend "s3" {\n    bucket = "b"\n    key = "k"\n    region = "eu-south-2"\n    endpoints = { sts = "sts.amazonaws.com" }\n    assume_role = { role_arn = "arn:aws:iam::123456789012:role/x" }\n  }\n}\n';
    expect(findings(backend)).toEqual([
      expect.stringMatching(/^main\.tf:6:26 backend "s3" assumes its role at sts\./u),
    ]);
    const environment = { AWS_ENDPOINT_URL_STS: "https://sts.amazonaws.com/" };
    expect(findings(`provider "aws" {\n  region = "ap-east-1"\n${role}}\n`, { environment })).toEqual([
      expect.stringMatching(/^main\.tf:1:1 .* \(AWS_ENDPOINT_URL_STS\), whose tokens/u),
    ]);
  });

  it("takes the region of the environment, and further regions by option", () => {
    const main = `provider "aws" {\n  endpoints {\n    sts = "https://sts.amazonaws.com"\n  }\n${role}}\n`;
    expect(findings(main, { environment: { AWS_REGION: "me-south-1" } })).toHaveLength(1);
    expect(findings(main)).toEqual([]);
    expect(findings(provider("eu-west-1"), { options: { optInRegions: ["eu-west-1"] } })).toHaveLength(1);
  });

  it.each([
    ["a region that every account has", provider("eu-west-1")],
    ["a regional endpoint", provider("me-central-1", "https://sts.us-east-1.amazonaws.com")],
    ["no role", provider("me-central-1", "https://sts.amazonaws.com", "")],
    [
      "sts_region: regional endpoints issue tokens for all",
      `provider "aws" {\n  region = "me-central-1"\n  sts_region = "us-east-1"\n${role}}\n`,
    ],
    ["another partition", provider("us-gov-west-1")],
    [
      "a region that nobody knows",
      `variable "r" {}\nprovider "aws" {\n  region = var.r\n  endpoints {\n    sts = "https://sts.amazonaws.com"\n  }\n${role}}\n`,
    ],
  ])("is silent about %s", (_, main) => {
    expect(findings(main)).toEqual([]);
  });
});
