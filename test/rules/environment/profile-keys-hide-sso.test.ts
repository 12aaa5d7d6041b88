import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const secret = "n0tAr3alS3cretn0tAr3alS3cretn0tAr3alS3cr";
const keys = (id = "AKIAQ3EGSIE5R7QWMDXJ"): string => `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
const sso =
  "sso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = 111122223333\nsso_role_name = admin\n";
const session =
  "sso_session = s\nsso_account_id = 111122223333\nsso_role_name = admin\n[sso-session s]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\n";
const named = 'provider "aws" {\n  region  = "eu-west-1"\n  profile = "p"\n}\n';
const plain = 'provider "aws" {\n  region = "eu-west-1"\n}\n';

function findings(config: string, credentials: string, main = named, more: Partial<FolderInit> = {}): string[] {
  return lintFolder("profile-keys-hide-sso", {
    environment: { HOME: "/home/me" },
    ...more,
    files: { "main.tf": main, "/home/me/.aws/config": config, "/home/me/.aws/credentials": credentials },
  });
}

describe("profile-keys-hide-sso", () => {
  it("names both places and who takes which", () => {
    expect(findings(`[profile p]\n${sso}`, `[p]\n${keys()}`)).toEqual([
      'main.tf:1:1 profile "p" is set up for SSO (config:2), but has the key AKIA…MDXJ (credentials:2), too: the AWS CLI signs in by SSO, provider "aws" with the key. Remove the keys from the profile, or give one of the two another name.',
    ]);
  });

  it("knows SSO sessions, one file alone, and the profile of the environment", () => {
    const text = 'profile "p" is set up for SSO (config:4), but has the key AKIA…MDXJ (config:2), too';
    const config = `[profile p]\n${keys()}${session}`;
    expect(findings(config, "")).toEqual([expect.stringContaining(text)]);
    const environment = { HOME: "/home/me", AWS_PROFILE: "p" };
    expect(findings(config, "", plain, { environment })).toEqual([expect.stringContaining(text)]);
  });

  it("looks at the source profile", () => {
    const config = `[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = base\n[profile base]\n${sso}`;
    expect(findings(config, `[base]\n${keys()}`)).toEqual([
      expect.stringContaining('profile "base" is set up for SSO (config:5), but has the key'),
    ]);
  });

  it.each<[string, string, string, string?, Partial<FolderInit>?]>([
    ["of SSO alone", `[profile p]\n${sso}`, ""],
    ["of keys alone", "[profile p]\nregion = x\n", `[p]\n${keys()}`],
    ["of temporary keys, which tools write there", `[profile p]\n${sso}`, `[p]\n${keys("ASIAQ3EGSIE5R7QWMDXJ")}`],
    ["of a profile that isn't used", `[profile other]\n${sso}`, `[other]\n${keys()}\n[p]\n${keys()}`],
    [
      "in a run that leaves the environment out",
      `[profile p]\n${sso}`,
      `[p]\n${keys()}`,
      named,
      { useEnvironment: false },
    ],
  ])("is silent %s", (_, config, credentials, main, more) => {
    expect(findings(config, credentials, main, more)).toEqual([]);
  });
});
