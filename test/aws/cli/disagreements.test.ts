import { describe, expect, it } from "vitest";
import { answer, cli, home, provider } from "../situation.ts";
import type { Situation } from "../situation.ts";

/**
 * "It works with the AWS CLI": where both were measured on the same folder and environment, and differ (AWS CLI 1.45.11 against the
 * library of provider and backend).
 */

const keys = (id: string): string => `aws_access_key_id = ${id}\naws_secret_access_key = s\n`;
const env = { AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_ACCESS_KEY: "s" };
const defaultKeys = `[default]\n${keys("AKIADEFAULT")}`;
const p = `[p]\n${keys("AKIAP")}`;
const role = "role_arn = arn:aws:iam::111122223333:role/r\n";
const toRole = "→ arn:aws:iam::111122223333:role/r";
const profileP = { arguments: { profile: "p" } };
const sso = "sso_account_id = 111122223333\nsso_role_name = R\nsso_session = corp\n";
const ssoSession = "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://x.awsapps.com/start\n";

const unparsable = (name: string): string => `error: Unable to parse config file: ${home}/.aws/${name}`;
const missing = (name: string): string => `error: failed to get shared config profile, ${name}`;
const partialEnv = "error: Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY";

const rows: readonly (readonly [title: string, situation: Situation, cli: string, terraform: string])[] = [
  [
    "AWS_PROFILE and AWS_DEFAULT_PROFILE",
    { env: { AWS_PROFILE: "a", AWS_DEFAULT_PROFILE: "b" }, credentials: `[a]\n${keys("AKIAA")}[b]\n${keys("AKIAB")}` },
    "shared-credentials AKIAB",
    "shared-credentials AKIAA",
  ],
  [
    "AWS_DEFAULT_PROFILE is missing, keys in the environment",
    { env: { ...env, AWS_DEFAULT_PROFILE: "missing" } },
    "error: The config profile (missing) could not be found",
    "environment AKIAENV",
  ],
  [
    "AWS_DEFAULT_PROFILE is missing, keys in [default]",
    { env: { AWS_DEFAULT_PROFILE: "missing" }, credentials: defaultKeys },
    "error: The config profile (missing) could not be found",
    "imds",
  ],
  [
    "AWS_PROFILE is empty",
    { env: { AWS_PROFILE: "" }, credentials: defaultKeys },
    "error: The config profile () could not be found",
    "shared-credentials AKIADEFAULT",
  ],
  [
    "half a pair in the environment, keys in [default]",
    { env: { AWS_ACCESS_KEY_ID: "AKIAENV" }, credentials: defaultKeys },
    partialEnv,
    "shared-credentials AKIADEFAULT",
  ],
  ["half a pair in the environment, nothing else", { env: { AWS_ACCESS_KEY_ID: "AKIAENV" } }, partialEnv, "imds"],
  [
    "old names in the environment",
    { env: { AWS_ACCESS_KEY: "AKIAOLD", AWS_SECRET_KEY: "s" } },
    "imds",
    "environment AKIAOLD",
  ],
  [
    "old and new names mixed",
    { env: { AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_KEY: "s" } },
    partialEnv,
    "environment AKIAENV",
  ],
  [
    "keys in the environment, half a pair in [default]",
    { env, credentials: "[default]\naws_access_key_id = AKIAHALF\n" },
    "environment AKIAENV",
    "error: error fetching config from profile, default, Error using profile: \n 2, partial credentials found for profile default\n",
  ],
  [
    "keys in the environment, the source profile of AWS_PROFILE is missing",
    { env: { ...env, AWS_PROFILE: "p" }, config: `[profile p]\n${role}source_profile = gone\n` },
    "environment AKIAENV",
    "error: failed to load assume role arn:aws:iam::111122223333:role/r, of profile gone, failed to get shared config profile, gone",
  ],
  [
    "AWS_RETRY_MODE=legacy",
    { env: { ...env, AWS_RETRY_MODE: "legacy" } },
    "environment AKIAENV",
    "error: invalid AWS_RETRY_MODE value, unknown RetryMode, legacy",
  ],
  [
    "AWS_USE_FIPS_ENDPOINT=1",
    { env: { ...env, AWS_USE_FIPS_ENDPOINT: "1" } },
    "environment AKIAENV",
    "error: invalid value for environment variable, AWS_USE_FIPS_ENDPOINT=1, need true, false",
  ],
  [
    "~ in AWS_CONFIG_FILE",
    {
      env: { AWS_CONFIG_FILE: "~/aws/config", AWS_PROFILE: "p" },
      files: { "aws/config": `[profile p]\n${keys("AKIAP")}` },
    },
    "shared-config AKIAP",
    missing("p"),
  ],
  [
    "old keys and SSO settings in one profile",
    { ...profileP, credentials: p, config: `[profile p]\n${sso}${ssoSession}` },
    "error: Error loading SSO Token: Token for corp does not exist",
    "shared-credentials AKIAP",
  ],
  [
    "the source profile has keys and a role of its own",
    {
      ...profileP,
      credentials: `[src]\n${keys("AKIASRC")}`,
      config: `[profile p]\n${role}source_profile = src\n[profile src]\nrole_arn = arn:aws:iam::111122223333:role/src\nsource_profile = src\n`,
    },
    `shared-credentials AKIASRC ${toRole}`,
    `shared-credentials AKIASRC → arn:aws:iam::111122223333:role/src ${toRole}`,
  ],
  [
    "a role without a source",
    { ...profileP, config: `[profile p]\n${role}` },
    "error: Partial credentials found in assume-role, missing: source_profile or credential_source",
    `imds ${toRole}`,
  ],
  [
    "source_profile without a role",
    { ...profileP, config: "[profile p]\nsource_profile = default\n", credentials: defaultKeys },
    "imds",
    "error: credential type source_profile requires role_arn, profile p",
  ],
  [
    "credential_source without a role",
    { ...profileP, config: "[profile p]\ncredential_source = Environment\n", env },
    "imds",
    "error: credential type credential_source requires role_arn, profile p",
  ],
  [
    "half a pair in config, a section without keys in credentials",
    { ...profileP, config: "[profile p]\naws_access_key_id = AKIAHALF\n", credentials: "[p]\nregion = eu-west-1\n" },
    "error: Partial credentials found in config-file, missing: aws_secret_access_key",
    "imds",
  ],
  [
    "a quoted profile name",
    { ...profileP, config: `[profile "p"]\n${keys("AKIAP")}` },
    "shared-config AKIAP",
    missing("p"),
  ],
  [
    "a profile name with a space",
    { arguments: { profile: "my team" }, config: `[profile my team]\n${keys("AKIATEAM")}` },
    "error: The config profile (my team) could not be found",
    "shared-config AKIATEAM",
  ],
  [
    "spaces inside the brackets",
    { credentials: `[ default ]\n${keys("AKIADEFAULT")}` },
    "imds",
    "shared-credentials AKIADEFAULT",
  ],
  [
    "quotes around a value",
    { credentials: `[default]\n${keys('"AKIADEFAULT"')}` },
    'shared-credentials "AKIADEFAULT"',
    "shared-credentials AKIADEFAULT",
  ],
  [
    "a comment behind a value",
    { credentials: `[default]\n${keys("AKIADEFAULT # mine")}` },
    "shared-credentials AKIADEFAULT # mine",
    "shared-credentials AKIADEFAULT",
  ],
  [
    "the same section twice",
    { credentials: `${defaultKeys}[default]\n${keys("AKIALAST")}` },
    unparsable("credentials"),
    "shared-credentials AKIALAST",
  ],
  [
    "the same key twice",
    { credentials: `${defaultKeys}aws_access_key_id = AKIALAST\n` },
    unparsable("credentials"),
    "shared-credentials AKIALAST",
  ],
  [
    "a line without =",
    { credentials: `[default]\nmy keys\n${keys("AKIADEFAULT")}` },
    unparsable("credentials"),
    "shared-credentials AKIADEFAULT",
  ],
  ["keys before the first section", { credentials: keys("AKIAEARLY") }, unparsable("credentials"), "imds"],
  ["an unclosed section", { credentials: `[default\n${keys("AKIADEFAULT")}` }, unparsable("credentials"), "imds"],
  ["a byte order mark", { credentials: `\uFEFF${defaultKeys}` }, unparsable("credentials"), "imds"],
  [
    "AWS_SHARED_CONFIG_FILE, which only the backend reads",
    {
      env: { AWS_SHARED_CONFIG_FILE: `${home}/a`, AWS_CONFIG_FILE: `${home}/b`, AWS_PROFILE: "p" },
      files: { a: `[profile p]\n${keys("AKIAA")}`, b: `[profile p]\n${keys("AKIAB")}` },
    },
    "shared-config AKIAB",
    "shared-config AKIAB",
  ],
];

describe("the AWS CLI and the provider in the same shell", () => {
  it.each(rows)("%s", (_, situation, ofCli, ofTerraform) => {
    expect({ cli: answer(cli(situation)), terraform: answer(provider(situation)) }).toEqual({
      cli: ofCli,
      terraform: ofTerraform,
    });
  });

  it("AWS_REGION is not read by the CLI", () => {
    const situation: Situation = { env: { ...env, AWS_REGION: "eu-north-1" }, arguments: { region: null } };
    expect(cli(situation)).toMatchObject({ region: null, plan: { sts: { region: "us-east-1" } } });
    expect(provider(situation).region).toBe("eu-north-1");
  });

  it("a region of the profile is read by both", () => {
    const situation: Situation = { env, config: "[default]\nregion = eu-north-1\n", arguments: { region: null } };
    expect(cli(situation).region).toBe("eu-north-1");
    expect(provider(situation).region).toBe("eu-north-1");
  });

  it("the CLI asks for the code of an MFA device, Terraform never does", () => {
    const situation: Situation = {
      ...profileP,
      credentials: `[src]\n${keys("AKIASRC")}`,
      config: `[profile p]\n${role}source_profile = src\nmfa_serial = arn:aws:iam::111122223333:mfa/me\n`,
    };
    expect(cli(situation)).toMatchObject({ error: null, unknown: [{ what: "roles" }] });
    expect(answer(provider(situation))).toBe(
      "error: assume role with MFA enabled, but AssumeRoleTokenProvider session option not set.",
    );
  });

  it("version 1 of the CLI needs a library for login sessions", () => {
    const situation: Situation = {
      ...profileP,
      config: "[profile p]\nlogin_session = arn:aws:iam::111122223333:user/me\n",
    };
    expect(answer(cli(situation))).toMatch(/^error: Error loading login session token/);
    expect(answer(provider({ ...situation, version: "5.84.0" }))).toBe("imds");
  });

  it("AWS_SECURITY_TOKEN is sent by the CLI alone", () => {
    const situation: Situation = { env: { ...env, AWS_SECURITY_TOKEN: "old" } };
    const token = (trace: ReturnType<typeof cli>) =>
      trace.plan?.source.via === "environment" ? trace.plan.source.keys.sessionToken?.reveal() : undefined;
    expect(token(cli(situation))).toBe("old");
    expect(token(provider(situation))).toBeUndefined();
  });
});

describe("where both do the same", () => {
  const web = { AWS_WEB_IDENTITY_TOKEN_FILE: `${home}/token`, AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/web" };
  const same: readonly (readonly [title: string, situation: Situation, both: string | null])[] = [
    ["environment keys over AWS_PROFILE", { env: { ...env, AWS_PROFILE: "p" }, credentials: p }, "environment AKIAENV"],
    ["a missing AWS_PROFILE with environment keys", { env: { ...env, AWS_PROFILE: "missing" } }, null],
    ["a missing profile argument with environment keys", { env, arguments: { profile: "missing" } }, null],
    [
      "web identity over AWS_PROFILE",
      { env: { ...web, AWS_PROFILE: "p" }, credentials: p, files: { token: "a token" } },
      "web-identity-env → arn:aws:iam::111122223333:role/web",
    ],
    [
      "web identity under environment keys",
      { env: { ...env, ...web }, files: { token: "a token" } },
      "environment AKIAENV",
    ],
    [
      "web identity without a role",
      { env: { AWS_WEB_IDENTITY_TOKEN_FILE: `${home}/token` }, files: { token: "a token" } },
      null,
    ],
    ["the profile argument over environment keys", { env, ...profileP, credentials: p }, "shared-credentials AKIAP"],
    [
      "credentials file over config file",
      { ...profileP, credentials: p, config: `[profile p]\n${keys("AKIACONFIG")}` },
      "shared-credentials AKIAP",
    ],
    ["[profile x] in the credentials file", { ...profileP, credentials: `[profile p]\n${keys("AKIAP")}` }, null],
    ["[x] in the config file", { ...profileP, config: p }, null],
    [
      "[profile default] over [default]",
      { config: `[default]\n${keys("AKIAPLAIN")}[profile default]\n${keys("AKIAPREFIX")}` },
      "shared-config AKIAPREFIX",
    ],
    ["carriage returns", { credentials: defaultKeys.replaceAll("\n", "\r\n") }, "shared-credentials AKIADEFAULT"],
    ["indented keys", { credentials: defaultKeys.replaceAll("\naws", "\n  aws") }, "shared-credentials AKIADEFAULT"],
    ["upper-case keys", { credentials: defaultKeys.replaceAll("aws_", "AWS_") }, "shared-credentials AKIADEFAULT"],
    ["colons", { credentials: defaultKeys.replaceAll(" =", ":") }, "shared-credentials AKIADEFAULT"],
    [
      "credential_source = Environment",
      { ...profileP, env, config: `[profile p]\n${role}credential_source = Environment\n` },
      `environment AKIAENV ${toRole}`,
    ],
    [
      "~ in web_identity_token_file",
      { ...profileP, config: `[profile p]\n${role}web_identity_token_file = ~/token\n`, files: { token: "a token" } },
      null,
    ],
    ["credential_process", { ...profileP, config: "[profile p]\ncredential_process = /bin/x\n" }, "process"],
    [
      "an SSO region that isn't the session's",
      { ...profileP, config: `[profile p]\n${sso}sso_region = us-east-1\n${ssoSession}` },
      null,
    ],
    ["half a pair in the selected profile", { ...profileP, credentials: "[p]\naws_access_key_id = AKIAP\n" }, null],
    ["AWS_MAX_ATTEMPTS=many", { env: { ...env, AWS_MAX_ATTEMPTS: "many" } }, null],
    ["an unknown AWS_DEFAULTS_MODE", { env: { ...env, AWS_DEFAULTS_MODE: "turbo" } }, null],
    ["container credentials", { env: { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/x" } }, "container"],
  ];

  it.each(same)("%s", (_, situation, both) => {
    const answers = [cli(situation), provider(situation)].map(answer);
    expect(both === null ? answers.map((one) => one.replace(/^error: .*$/s, "refused")) : answers).toEqual(
      both === null ? ["refused", "refused"] : [both, both],
    );
  });
});
