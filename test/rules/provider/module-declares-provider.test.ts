import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const call = 'module "net" {\n  source = "./net"\n}\n';
const block = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
const findings = (files: Record<string, string>, more: Partial<FolderInit> = {}): string[] =>
  lintFolder("module-declares-provider", { ...more, files });

describe("module-declares-provider", () => {
  it("reports providers of modules that others call, once for all calls", () => {
    const files = { "main.tf": call + call.replace('"net"', '"net2"'), "net/main.tf": block };
    expect(findings(files)).toEqual([
      expect.stringMatching(
        /^net\/main\.tf:1:1 provider "aws" is configured inside a module: its callers can't hand over/u,
      ),
    ]);
  });

  it("says at the call that a fetched module brings its own", () => {
    const files = {
      "main.tf": 'module "x" {\n  source = "example/x/aws"\n}\n',
      ".terraform/modules/modules.json": JSON.stringify({
        Modules: [
          { Key: "", Source: "", Dir: "." },
          { Key: "x", Source: "registry.terraform.io/example/x/aws", Version: "1.0.0", Dir: ".terraform/modules/x" },
        ],
      }),
      ".terraform/modules/x/main.tf": block,
    };
    expect(findings(files)).toEqual([
      'main.tf:1:1 module "x" configures provider "aws" itself (main.tf:1), whatever provider is configured here. Give it its credentials by the environment, or take a module that is handed its provider.',
    ]);
  });

  it("lets be what the option allows", () => {
    const files = { "main.tf": call, "net/main.tf": block };
    expect(findings(files, { options: { allow: ["net/"] } })).toEqual([]);
    expect(findings(files, { options: { allow: ["other/"] } })).toHaveLength(1);
  });

  it.each([
    ["a root module", { "main.tf": block }],
    ["a module without a provider", { "main.tf": block + call, "net/main.tf": 'resource "aws_vpc" "v" {}\n' }],
    [
      "a block that only names what is passed",
      { "main.tf": call, "net/main.tf": 'provider "aws" {\n  alias = "a"\n}\n' },
    ],
    ["a folder that nobody calls", { "main.tf": block, "net/main.tf": block }],
    ["another provider", { "main.tf": call, "net/main.tf": 'provider "google" {\n  project = "p"\n}\n' }],
  ])("is silent about %s", (_, files) => {
    expect(findings(files as unknown as Record<string, string>)).toEqual([]);
  });
});
