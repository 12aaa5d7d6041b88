import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
const backend = (version: string, more = ""): string =>
  `terraform {\n  required_version = "${version}"\n  backend "s3" {\n    bucket = "b"\n    key = "k"\n    region = "eu-west-1"\n${more}  }\n}\n`;
const container = { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials/x", HTTP_PROXY: "http://proxy:3128" };

function findings(environment: Record<string, string>, main: string, more: Partial<FolderInit> = {}): string[] {
  return lintFolder("env-variable-misleading", {
    environment: { HOME: "/home/me", ...environment },
    ...more,
    files: { "main.tf": main, ...more.files },
  });
}

describe("env-variable-misleading", () => {
  it.each([
    ["AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", "FIPS"],
    ["AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint", "dual-stack"],
  ])("says that %s=false means true to the backend", (variable, argument, feature) => {
    expect(findings({ [variable]: "false" }, backend("~> 1.11.0"))).toEqual([
      `main.tf:3:3 ${variable}=false switches ${feature} endpoints on: before Terraform 1.15 the backend takes any value for true (backend "s3"). unset ${variable}, or write ${argument} = false.`,
    ]);
  });

  it("says that credentials of the container are asked for through the proxy", () => {
    expect(findings(container, provider)).toEqual([
      'main.tf:1:1 HTTP_PROXY sends the request for credentials to 169.254.170.2 through the proxy, too, which can\'t answer it (provider "aws"). export NO_PROXY=169.254.170.2.',
    ]);
    expect(findings({ ...container, no_proxy: "localhost, .corp" }, provider)).toEqual([
      expect.stringContaining("export no_proxy=localhost,.corp,169.254.170.2."),
    ]);
  });

  it("says so of an instance's role where a profile names it", () => {
    const config =
      "[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\ncredential_source = Ec2InstanceMetadata\n";
    const environment = { AWS_PROFILE: "p", http_proxy: "http://proxy:3128" };
    expect(findings(environment, provider, { files: { "/home/me/.aws/config": config } })).toEqual([
      expect.stringContaining("http_proxy sends the request for credentials to 169.254.169.254"),
    ]);
  });

  it("says that the variable of the credentials file comes before the backend's old argument", () => {
    const main = backend("~> 1.11.0", '    shared_credentials_file = "/a"\n');
    expect(findings({ AWS_SHARED_CREDENTIALS_FILE: "/b" }, main)).toEqual([
      expect.stringContaining("AWS_SHARED_CREDENTIALS_FILE=/b comes before the argument shared_credentials_file"),
    ]);
  });

  it.each<[string, Record<string, string>, string, Partial<FolderInit>?]>([
    ["since Terraform 1.15", { AWS_USE_FIPS_ENDPOINT: "false" }, backend("~> 1.15.0")],
    ["of true, which means what it says", { AWS_USE_FIPS_ENDPOINT: "true" }, backend("~> 1.11.0")],
    ["of the provider, which reads false", { AWS_USE_FIPS_ENDPOINT: "false" }, provider],
    [
      "where the argument decides",
      { AWS_USE_FIPS_ENDPOINT: "false" },
      backend("~> 1.11.0", "    use_fips_endpoint = false\n"),
    ],
    ["of a proxy where nothing says that there is a role", { HTTP_PROXY: "http://proxy:3128" }, provider],
    ["of a proxy with the exception", { ...container, NO_PROXY: "169.254.170.2" }, provider],
    ["of a proxy with a block of exceptions", { ...container, NO_PROXY: "a, 169.254.0.0/16" }, provider],
    ["of a proxy with no use", { ...container, NO_PROXY: "*" }, provider],
    ["of an HTTPS proxy alone", { ...container, HTTP_PROXY: "", HTTPS_PROXY: "http://proxy:3128" }, provider],
    [
      "of a local server, which is never asked through a proxy",
      { HTTP_PROXY: "http://proxy:3128", AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:80/x" },
      provider,
    ],
    ["of the proxy when the block has its own", container, provider.replace("}", '  no_proxy = "169.254.170.2"\n}')],
    [
      "of the same file twice",
      { AWS_SHARED_CREDENTIALS_FILE: "/a" },
      backend("~> 1.11.0", '    shared_credentials_file = "/a"\n'),
    ],
    ["in a run that leaves the environment out", container, provider, { useEnvironment: false }],
  ])("is silent %s", (_, environment, main, more) => {
    expect(findings(environment, main, more)).toEqual([]);
  });
});
