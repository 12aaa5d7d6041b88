import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const secret = "n0tAr3alS3cretn0tAr3alS3cretn0tAr3alS3cr";
const keys = (id: string): string => `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
const [first, second] = ["AKIAQ3EGSIE5R7QWMDXJ", "AKIAQ3EGSIE5ZYFVN5GL"];
const role = "arn:aws:iam::111122223333:role/";
const plain = 'provider "aws" {\n  region = "eu-west-1"\n}\n';

function findings(
  environment: Record<string, string>,
  home: Record<string, string>,
  main = plain,
  more: Partial<FolderInit> = {},
): string[] {
  const files = Object.fromEntries(Object.entries(home).map(([name, text]) => [`/home/me/.aws/${name}`, text]));
  return lintFolder("terraform-differs-from-cli", {
    environment: { HOME: "/home/me", ...environment },
    ...more,
    files: { "main.tf": main, ...files },
  });
}

const old = { AWS_ACCESS_KEY: first, AWS_SECRET_KEY: secret };
const credentials = `[default]\n${keys(second)}`;
const both = `[a]\n${keys(first)}[b]\n${keys(second)}`;

describe("terraform-differs-from-cli", () => {
  it("says who each would be, why, and what to do", () => {
    expect(findings(old, { credentials })).toEqual([
      'main.tf:1:1 provider "aws" would sign with the environment\'s keys (AKIA…MDXJ), but the AWS CLI in this shell with the keys (AKIA…N5GL) of profile "default": AWS_ACCESS_KEY and AWS_SECRET_KEY are old names, which the AWS CLI doesn\'t know and Terraform does. Use AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or unset the old ones.',
    ]);
  });

  it.each<[string, Record<string, string>, Record<string, string>, string]>([
    [
      "two variables for the profile",
      { AWS_PROFILE: "a", AWS_DEFAULT_PROFILE: "b" },
      { credentials: both },
      "Terraform looks at AWS_PROFILE first",
    ],
    [
      "a missing default profile",
      { AWS_PROFILE: "a", AWS_DEFAULT_PROFILE: "b" },
      { config: `[profile a]\n${keys(first)}`, credentials: `[b]\n${keys(second)}` },
      'provider "aws" would sign with the keys (AKIA…MDXJ) of profile "a", but the AWS CLI in this shell with the keys (AKIA…N5GL) of profile "b"',
    ],
    [
      "a source profile with a role of its own",
      { AWS_PROFILE: "p" },
      {
        config: `[profile p]\nrole_arn = ${role}p\nsource_profile = s\n[profile s]\nrole_arn = ${role}s\nsource_profile = s\n${keys(first)}`,
      },
      "Terraform assumes the role of the source profile as well",
    ],
    [
      "a home folder that Terraform doesn't expand",
      { AWS_SHARED_CREDENTIALS_FILE: "~/.aws/own" },
      { own: credentials },
      "the provider doesn't expand ~ and $NAME in AWS_SHARED_CREDENTIALS_FILE",
    ],
  ])("sees %s", (_, environment, home, text) => {
    const found = findings(environment, home);
    expect(found).toEqual([expect.stringContaining(text)]);
    expect(found[0]).not.toContain(secret);
  });

  it("looks below the block's own role", () => {
    const main = `provider "aws" {\n  region = "eu-west-1"\n  assume_role {\n    role_arn = "${role}x"\n  }\n}\n`;
    expect(findings(old, { credentials }, main)).toHaveLength(1);
    expect(findings({}, { credentials }, main)).toEqual([]);
  });

  it.each<[string, Record<string, string>, Record<string, string>, string?, Partial<FolderInit>?]>([
    ["when both are the same", { AWS_PROFILE: "a" }, { credentials: both }],
    [
      "when both take the environment's keys",
      { AWS_ACCESS_KEY_ID: first, AWS_SECRET_ACCESS_KEY: secret },
      { credentials },
    ],
    ["when both would ask the instance", {}, {}],
    ["when the AWS CLI fails", { AWS_ACCESS_KEY_ID: first }, { credentials }],
    ["when Terraform fails", { AWS_RETRY_MODE: "legacy", ...old }, { credentials }],
    ["when the same key has two names", old, { credentials: `[default]\n${keys(first)}` }],
    ["when the block names a profile", old, { credentials: both }, plain.replace("}", '  profile = "a"\n}')],
    [
      "when keys hide SSO: another rule says so",
      {},
      {
        config:
          "[default]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = 111122223333\nsso_role_name = a\n",
        credentials,
      },
    ],
    ["when the files are misread: another rule says so", {}, { credentials: `[default]\naws_access_key = ${first}\n` }],
    ["in a run that leaves the environment out", old, { credentials }, plain, { useEnvironment: false }],
  ])("is silent %s", (_, environment, home, main, more) => {
    expect(findings(environment, home, main, more)).toEqual([]);
  });
});
