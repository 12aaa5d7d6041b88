import { describe, expect, it } from "vitest";
import type { ModuleSettings } from "../../../src/language/module-settings.ts";
import { noModuleSettings } from "../../../src/language/module-settings.ts";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const session =
  "[profile dev]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = admin\n[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://x.awsapps.com/start\n";
const login = "[profile dev]\nlogin_session = arn:aws:iam::111122223333:user/me\n";
const provider = 'provider "aws" {\n  region  = "eu-west-1"\n  profile = "dev"\n}\n';
const backend =
  'terraform {\n  backend "s3" {\n    bucket  = "b"\n    key     = "k"\n    region  = "eu-west-1"\n    profile = "dev"\n  }\n}\n';

const find = (
  main: string,
  config: string,
  flags: Partial<ModuleSettings>,
  { environment = {}, ...more }: Partial<FolderInit> = {},
): string[] =>
  lintFolder("profile-setting-unavailable", {
    environment: { HOME: "/home/me", ...environment },
    moduleSettings: { ...noModuleSettings, ...flags },
    files: { "main.tf": main, "/home/me/.aws/config": config },
    ...more,
  });

describe("profile-setting-unavailable", () => {
  it("says what the provider will report, what it does not know, and since when it does", () => {
    expect(find(provider, session, { providerVersion: "4.53.0" })).toEqual([
      'main.tf:1:1 hashicorp/aws 4.53.0 (as you say) does not know sso_session of profile "dev" (config:2), which provider "aws" needs: it came with 4.54.0. Terraform will report "configuring Terraform AWS Provider: profile "dev" is configured to use SSO but is missing required configuration: sso_region, sso_start_url". Upgrade, or write sso_region and sso_start_url into the profile, too.',
    ]);
    expect(find(provider, session, { providerVersion: "4.54.0" })).toEqual([]);
  });

  it("says what is asked instead of a profile that supplies nothing", () => {
    expect(find(provider, login, { providerVersion: "6.21.0" })).toEqual([
      'main.tf:1:1 hashicorp/aws 6.21.0 (as you say) does not know login_session of profile "dev" (config:2), which provider "aws" needs: it came with 6.22.0. The profile supplies nothing, and the instance\'s role is asked. Upgrade, or use another profile with credential_process = aws configure export-credentials --profile dev --format process.',
    ]);
    expect(find(provider, login, { providerVersion: "6.22.0" })).toEqual([]);
  });

  it.each([
    [session, "terraformVersion", "1.5.7", "Terraform 1.5.7", "1.6.0"],
    [login, "terraformVersion", "1.14.8", "Terraform 1.14.8", "1.14.9"],
    [login, "opentofuVersion", "1.11.9", "OpenTofu 1.11.9", "1.11.10"],
  ])("knows the backends: %#", (config, flag, version, release, since) => {
    const [finding = "", ...others] = find(backend, config, { [flag]: version });
    expect(finding).toContain(`main.tf:2:3 ${release} (as you say) does not know`);
    expect(finding).toContain(`which backend "s3" needs: it came with ${since}.`);
    expect(others).toEqual([]);
    expect(find(backend, config, { [flag]: since })).toEqual([]);
  });

  it("judges by the lock file, else by the newest that the constraints admit", () => {
    const required = (version: string): string =>
      `terraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "${version}"\n    }\n  }\n}\n${provider}`;
    expect(find(required("~> 4.40.0"), session, {})[0]).toContain("hashicorp/aws 4.40.0 (the newest admitted) does");
    expect(find(required("~> 4.40"), session, {})).toEqual([]);
    const lock = 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "4.40.0"\n}\n';
    const files = { "main.tf": required("~> 4.40"), ".terraform.lock.hcl": lock, "/home/me/.aws/config": session };
    expect(find("", "", {}, { files })[0]).toContain("hashicorp/aws 4.40.0 (locked) does");
  });

  it("finds the profile of the environment, and the one that another profile builds on", () => {
    const role = `${session}[profile role]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = dev\n`;
    const plain = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
    expect(find(plain, role, { providerVersion: "4.53.0" }, { environment: { AWS_PROFILE: "role" } })).toEqual([
      expect.stringContaining('sso_session of profile "dev" (config:2)'),
    ]);
  });

  it("tells that an emulator's address is not read", () => {
    const config =
      "[profile dev]\naws_access_key_id = test\naws_secret_access_key = test\nendpoint_url = http://localhost:4566\n";
    expect(find(provider, config, { providerVersion: "5.23.0" })).toEqual([
      'main.tf:1:1 hashicorp/aws 5.23.0 (as you say) does not know endpoint_url of profile "dev" (config:4), which provider "aws" uses: it came with 5.24.0. AWS itself is asked. Upgrade.',
    ]);
    const own = provider.replace("}\n", '  endpoints {\n    sts = "http://localhost:4566"\n  }\n}\n');
    expect(find(own, config, { providerVersion: "5.23.0" })).toEqual([]);
  });

  it("is silent where something else signs, and without the environment", () => {
    const keys = { AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ", AWS_SECRET_ACCESS_KEY: "n0tAr3alS3cret" };
    const plain = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
    const old = { providerVersion: "4.53.0" };
    expect(find(plain, session, old, { environment: { ...keys, AWS_PROFILE: "dev" } })).toEqual([]);
    expect(find(provider, session.replace("sso_session", "credential_process = x\nsso_session"), old).length).toBe(1);
    expect(find(provider, login.replace("login_s", "credential_process = x\nlogin_s"), old)).toEqual([]);
    expect(find(provider, session, old, { useEnvironment: false })).toEqual([]);
    expect(find(provider, "[profile dev]\nregion = eu-west-1\n", old)).toEqual([]);
  });
});
