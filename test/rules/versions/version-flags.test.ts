import { describe, expect, it } from "vitest";
import type { ModuleSettings } from "../../../src/language/module-settings.ts";
import { noModuleSettings } from "../../../src/language/module-settings.ts";
import { lintFolder } from "../../lint-folder.ts";
import { lockingAws, providerBlock, requiringAws } from "./entry.ts";

const find = (rule: string, files: Record<string, string>, flags: Partial<ModuleSettings>): string[] =>
  lintFolder(rule, { files, preset: "all", moduleSettings: { ...noModuleSettings, ...flags } });

const backend = (required: string, argument: string): string =>
  `terraform {\n  required_version = "${required}"\n  backend "s3" {\n    ${argument}\n  }\n}\n`;

describe("the version that the user says", () => {
  it("has to meet the constraint, whatever is locked", () => {
    const files = { "main.tf": requiringAws("~> 6.0"), ".terraform.lock.hcl": lockingAws("6.64.0") };
    expect(find("provider-version-conflict", files, { providerVersion: "5.100.0" })).toEqual([
      'main.tf:5:17 hashicorp/aws 5.100.0, as --provider-version says, does not meet "~> 6.0". Say another version, or admit this one.',
    ]);
    expect(find("provider-version-conflict", files, { providerVersion: "6.1.0" })).toEqual([]);
    const locked = { ...files, ".terraform.lock.hcl": lockingAws("5.100.0") };
    expect(find("provider-version-conflict", locked, { providerVersion: "6.64.0" })).toEqual([]);
  });

  it("decides which arguments there are", () => {
    const files = {
      "main.tf":
        requiringAws("~> 6.0") + 'provider "aws" {\n  assume_role_with_web_identity {\n    role_arn = "x"\n  }\n}\n',
    };
    expect(find("provider-argument-unavailable", files, { providerVersion: "4.0.0" })).toEqual([
      'main.tf:10:3 assume_role_with_web_identity exists since hashicorp/aws 4.12.0; 4.0.0 answers: Unsupported block type. Require ">= 4.12" and upgrade.',
    ]);
    expect(find("provider-argument-unavailable", files, { providerVersion: "4.12.0" })).toEqual([]);
  });

  it("is judged for its defects instead of the locked one, where the provider is first asked for", () => {
    const files = { "main.tf": requiringAws("~> 6.0"), ".terraform.lock.hcl": lockingAws("6.57.0") };
    expect(find("provider-release-defective", files, { providerVersion: "4.1.0" })).toEqual([
      "main.tf:5:17 hashicorp/aws 4.1.0 does not renew credentials that expire (assumed roles, SSO): ExpiredToken in long runs; fixed in 4.2.0. Another version than this --provider-version is needed.",
    ]);
    expect(find("provider-release-defective", files, { providerVersion: "6.64.0" })).toEqual([]);
    expect(find("provider-release-defective", { "main.tf": providerBlock }, { providerVersion: "6.57.0" })).toEqual([
      expect.stringMatching(/^main\.tf:2:10 hashicorp\/aws 6\.57\.0 was removed/u),
    ]);
    expect(find("locked-version-outdated", files, { providerVersion: "6.64.0" })).toEqual([]);
  });

  it("holds the version as a lock file would", () => {
    const files = { "main.tf": requiringAws(">= 5.0") + providerBlock };
    expect(find("provider-version-unbounded", files, {})).toHaveLength(1);
    expect(find("provider-version-unbounded", files, { providerVersion: "6.64.0" })).toEqual([]);
  });

  it("decides which arguments of the backend there are", () => {
    const lockfile = { "main.tf": backend(">= 1.10", "use_lockfile = true") };
    expect(find("backend-argument-unavailable", lockfile, { terraformVersion: "1.9.0" })).toEqual([
      'main.tf:4:5 use_lockfile of the s3 backend exists since 1.10.0; Terraform 1.9.0 will run, as --terraform-version says. Require ">= 1.10".',
    ]);
    expect(find("backend-argument-unavailable", lockfile, { terraformVersion: "1.10.0" })).toEqual([]);
    const role = { "main.tf": backend("~> 1.9.0", 'role_arn = "x"') };
    expect(find("backend-argument-unavailable", role, { terraformVersion: "99.0.0" })).toEqual([
      "main.tf:4:5 role_arn of the s3 backend was removed in 1.10.0; Terraform 99.0.0 will run, as --terraform-version says. Use what replaced it (assume_role = {…} for the role arguments).",
    ]);
    expect(find("backend-argument-unavailable", role, { opentofuVersion: "1.12.6" })).toEqual([]);
  });

  it("says which program runs, whatever the configuration file says", () => {
    const files = { "main.tf": backend(">= 1.5", 'role_arn = "x"'), ".tf-preflight.hcl": "opentofu = true\n" };
    expect(find("backend-argument-unavailable", files, {})).toEqual([]);
    expect(find("backend-argument-unavailable", files, { terraformVersion: "1.10.0" })).toEqual([
      expect.stringContaining("Terraform 1.10.0 will run, as --terraform-version says"),
    ]);
  });

  it("is what reaches its end of life", () => {
    const files = {
      "main.tf": 'terraform {\n  required_version = ">= 1.5"\n}\nmodule "a" {\n  source = "./a"\n}\n',
      "a/main.tf": 'terraform {\n  required_version = "~> 1.5.0"\n}\n',
    };
    expect(find("core-version-end-of-life", files, { terraformVersion: "1.5.7" })).toEqual([
      "main.tf:2:22 Terraform 1.5.7, as --terraform-version says, has had no fixes since 1.7.0 (2024-01-17). Run a supported release: 1.15.9 is newest (list of 2026-08-22).",
    ]);
    expect(find("core-version-end-of-life", files, { terraformVersion: "1.15.9" })).toEqual([]);
  });
});
