import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const keys = "aws_access_key_id = AKIAQ3EGSIE5R7QWMDXJ\naws_secret_access_key = madeup\n";
const role = "role_arn = arn:aws:iam::111122223333:role/r\n";
const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';

function findings(config: string, { environment, ...more }: Partial<FolderInit> = {}): string[] {
  return lintFolder("profile-unusable", {
    ...more,
    environment: { HOME: "/home/me", AWS_PROFILE: "p", ...environment },
    files: { "main.tf": provider, "/home/me/.aws/config": config },
  });
}

describe("profile-unusable", () => {
  it("quotes Terraform, leads to the line and says what to do", () => {
    expect(findings(`[profile p]\n${role}source_profile = q\n`)).toEqual([
      'main.tf:1:1 Profile "p" (AWS_PROFILE, ~/.aws/config:3) can\'t be used by provider "aws": Terraform will report "failed to load assume role arn:aws:iam::111122223333:role/r, of profile q, failed to get shared config profile, q". Give profile q credentials, or correct source_profile.',
    ]);
  });

  it.each<[string, string, string]>([
    [
      "half a key pair",
      "aws_access_key_id = AKIAQ3EGSIE5R7QWMDXJ\n",
      '(AWS_PROFILE, ~/.aws/config:2) can\'t be used by provider "aws": Terraform will report "partial credentials found for profile profile p"',
    ],
    [
      "two sources",
      `${role}source_profile = q\ncredential_source = Environment\n[profile q]\n${keys}`,
      '"only one credential type may be specified per profile: ',
    ],
    [
      "a source without a role",
      `source_profile = q\n[profile q]\n${keys}`,
      '"credential type source_profile requires role_arn, profile p"',
    ],
    [
      "a source profile without credentials",
      `${role}source_profile = q\n[profile q]\nregion = x\n`,
      "of profile q, <nil>",
    ],
    [
      "an SSO session that isn't there",
      "sso_session = corp\nsso_account_id = 1\nsso_role_name = r\n",
      '"failed to find SSO session section, corp"',
    ],
    [
      "incomplete settings of SSO",
      "sso_start_url = https://example.awsapps.com/start\n",
      "missing required configuration: sso_region, sso_account_id, sso_role_name",
    ],
    [
      "settings of SSO that contradict each other",
      "sso_session = c\nsso_account_id = 1\nsso_role_name = r\nsso_region = eu-west-1\n[sso-session c]\nsso_start_url = https://example.awsapps.com/start\nsso_region = us-east-1\n",
      '"sso_region in profile "p" must match sso_region in sso-session"',
    ],
    [
      "a misspelt source",
      `${role}credential_source = EC2InstanceMetadata\n`,
      '"credential_source values must be EcsContainer, Ec2InstanceMetadata, or Environment"',
    ],
    [
      "the container outside of one",
      `${role}credential_source = EcsContainer\n`,
      "EcsContainer was specified as the credential_source",
    ],
    [
      "an MFA device",
      `${role}mfa_serial = arn:aws:iam::111122223333:mfa/me\nsource_profile = q\n[profile q]\n${keys}`,
      "assume role with MFA enabled",
    ],
    ["a setting with a wrong value", `retry_mode = legacy\n${keys}`, "failed to load retry_mode from shared config"],
  ])("reports %s", (_, section, text) => {
    const found = findings(`[profile p]\n${section}`);
    expect(found).toEqual([expect.stringContaining(text)]);
    expect(found.join()).not.toContain("madeup");
  });

  it.each<[string, string, Partial<FolderInit>?]>([
    ["of a role with its source", `[profile p]\n${role}source_profile = q\n[profile q]\n${keys}`],
    ["of another profile", `[profile p]\n${keys}[profile q]\nsource_profile = gone\n`],
    ["of a profile that isn't there", "[profile q]\n"],
    [
      "of a session that nobody opened",
      "[profile p]\nsso_start_url = https://example.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = 1\nsso_role_name = r\n",
    ],
    ["in a run that leaves the environment out", "[profile p]\nsource_profile = q\n", { useEnvironment: false }],
  ])("is silent %s", (_, config, more) => {
    expect(findings(config, more)).toEqual([]);
  });
});
