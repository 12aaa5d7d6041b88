import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const findings = (main: string, more: Partial<FolderInit> = {}): string[] =>
  lintFolder("validation-skipped", { ...more, files: { "main.tf": main } });
const credentials = "  skip_credentials_validation = true\n";
const account = "  skip_requesting_account_id = true\n";
const provider = (...lines: string[]): string => `provider "aws" {\n  region = "eu-west-1"\n${lines.join("")}}\n`;

describe("validation-skipped", () => {
  it("says what isn't found out", () => {
    expect(findings(provider(credentials))).toEqual([
      'main.tf:3:33 provider "aws" talks to AWS with skip_credentials_validation = true: credentials that AWS refuses are noticed only when the first request fails. Remove it, unless the endpoints of something else than AWS are given when Terraform is run.',
    ]);
    expect(findings(provider(account, credentials))).toEqual([
      expect.stringMatching(
        /^main\.tf:4:33 .*skip_credentials_validation = true and skip_requesting_account_id = true: /u,
      ),
    ]);
  });

  it("looks at backends", () => {
    const backend = `terraform {\n  backend "s3" {\n    bucket = "b"\n    key = "k"\n  ${credentials}  }\n}\n`;
    expect(findings(backend)).toEqual([expect.stringMatching(/^main\.tf:5:35 backend "s3" talks to AWS with/u)]);
  });

  it.each<[string, string, Partial<FolderInit>?]>([
    ["a block without skips", provider()],
    ["skips that are off", provider("  skip_credentials_validation = false\n")],
    ["endpoints", provider(credentials, '  endpoints {\n    s3 = "http://localhost:4566"\n  }\n')],
    [
      "endpoints that nobody knows",
      provider(credentials, '  dynamic "endpoints" {\n    for_each = var.e\n    content {}\n  }\n'),
    ],
    ["a made-up key", provider(credentials, '  access_key = "mock_access_key"\n  secret_key = "x"\n')],
    ["a key that nobody knows", `variable "k" {}\n${provider(credentials, "  access_key = var.k\n")}`],
    ["a skip that nobody knows", `variable "s" {}\n${provider("  skip_credentials_validation = var.s\n")}`],
    ["AWS_ENDPOINT_URL", provider(credentials), { environment: { AWS_ENDPOINT_URL: "http://localhost:4566" } }],
    [
      "a made-up key of the environment",
      provider(credentials),
      { environment: { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" } },
    ],
    [
      "lists of accounts, which have a rule of their own",
      provider(credentials, account, '  allowed_account_ids = ["123456789012"]\n'),
    ],
    ["the check of regions", provider("  skip_region_validation = true\n  skip_metadata_api_check = true\n")],
  ])("is silent about %s", (_, main, more) => {
    expect(findings(main, more)).toEqual([]);
  });
});
