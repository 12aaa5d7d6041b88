import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

function findings(environment: Record<string, string>, more: Partial<FolderInit> = {}): string[] {
  return lintFolder("env-variable-invalid", {
    ...more,
    environment: {
      HOME: "/home/me",
      AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ",
      AWS_SECRET_ACCESS_KEY: "s",
      ...environment,
    },
    files: { "main.tf": 'provider "aws" {\n  region = "eu-west-1"\n}\n' },
  });
}

describe("env-variable-invalid", () => {
  it("names the variable and quotes Terraform", () => {
    expect(findings({ AWS_USE_FIPS_ENDPOINT: "yes" })).toEqual([
      'main.tf:1:1 AWS_USE_FIPS_ENDPOINT has a value that stops Terraform for provider "aws": it will report "invalid value for environment variable, AWS_USE_FIPS_ENDPOINT=yes, need true, false". Correct AWS_USE_FIPS_ENDPOINT, or unset AWS_USE_FIPS_ENDPOINT.',
    ]);
  });

  it.each([
    ["AWS_RETRY_MODE", "legacy"],
    ["AWS_MAX_ATTEMPTS", "ten"],
    ["AWS_DEFAULTS_MODE", "fast"],
    ["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "v6"],
    ["AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "-1"],
  ])("reports %s=%s", (name, value) => {
    expect(findings({ [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^main\\.tf:1:1 ${name} has .* Correct ${name}, or unset ${name}\\.$`, "u")),
    ]);
  });

  it("reports a region that there isn't", () => {
    const found = lintFolder("env-variable-invalid", {
      environment: {
        HOME: "/home/me",
        AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ",
        AWS_SECRET_ACCESS_KEY: "s",
        AWS_REGION: "eu-wst-1",
      },
      files: { "main.tf": 'provider "aws" {}\n' },
    });
    expect(found).toEqual([
      expect.stringMatching(
        /^main\.tf:1:1 AWS_REGION has .*nvalid AWS Region: eu-wst-1"\. Correct the region eu-wst-1\.$/u,
      ),
    ]);
  });

  it("reports a container's address that isn't one", () => {
    const environment = { AWS_ACCESS_KEY_ID: "", AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://192.0.2.1/x" };
    expect(findings(environment)).toEqual([
      expect.stringContaining("Correct AWS_CONTAINER_CREDENTIALS_FULL_URI, or unset"),
    ]);
  });

  it.each<[string, Record<string, string>, Partial<FolderInit>?]>([
    ["of values that are taken", { AWS_USE_FIPS_ENDPOINT: "TRUE", AWS_RETRY_MODE: "adaptive", AWS_MAX_ATTEMPTS: "3" }],
    ["of an empty variable", { AWS_RETRY_MODE: "" }],
    ["in a run that leaves the environment out", { AWS_RETRY_MODE: "legacy" }, { useEnvironment: false }],
  ])("is silent %s", (_, environment, more) => {
    expect(findings(environment, more)).toEqual([]);
  });
});
