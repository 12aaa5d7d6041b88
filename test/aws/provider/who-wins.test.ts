import { describe, expect, it } from "vitest";
import { answer, home, provider } from "../situation.ts";
import type { Situation } from "../situation.ts";

/** The matrix of the releases: what changed with SDK v2 (4.0.0), the named profile (4.3.0) and the bypass of the chain (5.31.0). */

const env = { AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_ACCESS_KEY: "s" };
const pair = { access_key: "AKIASTATIC", secret_key: "s" };
const p = "[p]\naws_access_key_id = AKIAP\naws_secret_access_key = s\n";
const web = { AWS_WEB_IDENTITY_TOKEN_FILE: `${home}/token`, AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/env" };
const block = {
  assume_role_with_web_identity: { role_arn: "arn:aws:iam::111122223333:role/block", web_identity_token: "abcdef" },
};
const viaBlock = "web-identity-block → arn:aws:iam::111122223333:role/block";
const configuring = "configuring Terraform AWS Provider: ";

type Row = readonly [title: string, situation: Situation, answers: Readonly<Record<string, string>>];

const rows: readonly Row[] = [
  [
    "static pair and everything else",
    { arguments: pair, env, credentials: p },
    {
      "3.76.1": "static AKIASTATIC",
      "4.67.0": "static AKIASTATIC",
      "5.30.0": "static AKIASTATIC",
      "6.61.0": "static AKIASTATIC",
    },
  ],
  [
    "static pair and a web identity block",
    { arguments: pair, blocks: block },
    { "4.67.0": viaBlock, "5.30.0": viaBlock, "5.31.0": "static AKIASTATIC" },
  ],
  [
    "half a static pair and keys in the environment",
    { arguments: { access_key: "AKIAHALF" }, env },
    {
      "3.76.1": "environment AKIAENV",
      "5.30.0": "error: static credentials are empty",
      "5.31.0": "error: retrieving credentials: static credentials are empty",
    },
  ],
  [
    "profile argument and keys in the environment",
    { arguments: { profile: "p" }, env, credentials: p },
    { "3.76.1": "environment AKIAENV", "4.0.0": "shared-credentials AKIAP", "6.61.0": "shared-credentials AKIAP" },
  ],
  [
    "AWS_PROFILE and keys in the environment",
    { env: { ...env, AWS_PROFILE: "p" }, credentials: p },
    { "3.76.1": "environment AKIAENV", "4.0.0": "environment AKIAENV", "6.61.0": "environment AKIAENV" },
  ],
  [
    "missing profile argument and keys in the environment",
    { arguments: { profile: "missing" }, env },
    {
      "3.76.1": "environment AKIAENV",
      "4.2.0": "imds",
      "4.3.0": `error: error ${configuring}failed to get shared config profile, missing`,
      "4.67.0": `error: ${configuring}failed to get shared config profile, missing`,
      "5.12.0": "error: failed to get shared config profile, missing",
    },
  ],
  [
    "missing AWS_PROFILE and keys in the environment",
    { env: { ...env, AWS_PROFILE: "missing" } },
    {
      "3.76.1": "environment AKIAENV",
      "4.67.0": `error: ${configuring}failed to get shared config profile, missing`,
      "6.61.0": "error: failed to get shared config profile, missing",
    },
  ],
  [
    "missing AWS_DEFAULT_PROFILE and keys in the environment",
    { env: { ...env, AWS_DEFAULT_PROFILE: "missing" } },
    {
      "3.76.1": "environment AKIAENV",
      "5.30.0": "error: failed to get shared config profile, missing",
      "5.31.0": "environment AKIAENV",
    },
  ],
  [
    "AWS_PROFILE and a web identity of the environment",
    { env: { ...web, AWS_PROFILE: "p" }, credentials: p, files: { token: "t" } },
    {
      "4.67.0": "web-identity-env → arn:aws:iam::111122223333:role/env",
      "6.61.0": "web-identity-env → arn:aws:iam::111122223333:role/env",
    },
  ],
  [
    "sso_session",
    {
      arguments: { profile: "p" },
      config:
        "[profile p]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = R\n[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://x\n",
      files: {
        ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json":
          '{"accessToken":"t","expiresAt":"2099-01-01T00:00:00Z"}',
      },
    },
    {
      "4.53.0": `error: ${configuring}profile "p" is configured to use SSO but is missing required configuration: sso_region, sso_start_url`,
      "4.54.0": "sso",
      "6.61.0": "sso",
    },
  ],
  [
    "two role blocks' worth of arguments: source_identity",
    { env, blocks: { assume_role: { role_arn: "arn:aws:iam::111122223333:role/r", source_identity: "me" } } },
    { "4.28.0": "error: Unsupported argument", "4.29.0": "environment AKIAENV → arn:aws:iam::111122223333:role/r" },
  ],
  [
    "EKS Pod Identity",
    { env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.170.23/v1/credentials" } },
    {
      "5.26.0": 'error: invalid endpoint host, "169.254.170.23", only loopback hosts are allowed',
      "5.27.0": "container",
    },
  ],
  [
    "aws login",
    { arguments: { profile: "p" }, config: "[profile p]\nlogin_session = arn:aws:iam::111122223333:user/me\n" },
    { "6.21.0": "imds", "6.22.0": "error: load login token: token file not found, please reauthenticate" },
  ],
  [
    "indented keys",
    { credentials: p.replace("[p]", "[default]").replaceAll("\naws", "\n  aws") },
    { "5.23.0": "shared-credentials AKIAP", "5.24.0": "imds", "5.25.0": "shared-credentials AKIAP" },
  ],
  [
    "~ in the paths of the block",
    { arguments: { shared_credentials_files: ["~/k"], profile: "p" }, files: { k: p } },
    { "4.1.0": "imds", "4.2.0": "shared-credentials AKIAP" },
  ],
  [
    "arguments that were removed",
    { arguments: { shared_credentials_file: `${home}/k`, profile: "p" }, files: { k: p } },
    { "4.67.0": "shared-credentials AKIAP", "5.0.0": "error: Unsupported argument" },
  ],
  [
    "a region that is newer than the release",
    { arguments: { region: "ap-southeast-5" }, env },
    { "5.64.0": "error: Invalid AWS Region: ap-southeast-5", "5.65.0": "environment AKIAENV" },
  ],
];

describe("the AWS provider through its releases", () => {
  it.each(
    rows.flatMap(([title, situation, answers]) =>
      Object.entries(answers).map(([version, expected]) => ({ title, version, situation, expected })),
    ),
  )("$version: $title", ({ version, situation, expected }) => {
    expect(answer(provider({ ...situation, version }))).toBe(expected);
  });

  it("until 5.25 the region of the profile argument is forgotten", () => {
    const situation: Situation = {
      arguments: { profile: "p", region: null },
      credentials: p,
      config: "[default]\nregion = us-west-2\n[profile p]\nregion = eu-west-1\n",
    };
    expect(provider({ ...situation, version: "5.24.0" }).region).toBe("us-west-2");
    expect(provider({ ...situation, version: "5.25.0" }).region).toBe("eu-west-1");
  });

  it("from 4.0.0 to 5.6.2 forbidden_account_ids has no effect", () => {
    const situation: Situation = {
      env: { AWS_ACCESS_KEY_ID: "AKIATCH6YDSYTEMTNCP5", AWS_SECRET_ACCESS_KEY: "s" },
      arguments: { forbidden_account_ids: ["210987654321"] },
    };
    expect(provider({ ...situation, version: "5.6.2" }).error).toBeNull();
    expect(provider({ ...situation, version: "5.7.0" }).error?.summary).toMatch("account ID not allowed: 210987654321");
    expect(provider({ ...situation, version: "3.76.1" }).error?.summary).toMatch(
      "Forbidden AWS Account ID: 210987654321",
    );
  });

  it("before 4.3.0 a missing region is asked for, not an error", () => {
    const trace = provider({ env, arguments: { region: null }, version: "4.2.0" });
    expect(trace).toMatchObject({
      error: null,
      region: null,
      identity: { via: "environment" },
      unknown: [{ what: "region" }],
    });
  });
});
