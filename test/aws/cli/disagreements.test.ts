import { describe, expect, it } from "vitest";
import { answer, backend, cli, home, provider } from "../situation.ts";
import type { Situation } from "../situation.ts";

/**
 * "It works with the AWS CLI": where AWS CLI 1.45.11 and the S3 backend of Terraform 1.11.4 were measured on the same folder and
 * environment, and differ. The numbers are those of the table of measurements (`reference/cli-vs-terraform.md`); the provider uses
 * the same library as the backend, and has a column of its own where it differs.
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
const partialIn = (profile: string): string =>
  `error: error fetching config from profile, ${profile}, Error using profile: \n 2, partial credentials found for profile ${profile}\n`;
const partialEnv = "error: Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY";

type Row = readonly [title: string, situation: Situation, cli: string, provider: string, backend?: string];

const rows: readonly Row[] = [
  [
    "1: AWS_PROFILE and AWS_DEFAULT_PROFILE",
    { env: { AWS_PROFILE: "a", AWS_DEFAULT_PROFILE: "b" }, credentials: `[a]\n${keys("AKIAA")}[b]\n${keys("AKIAB")}` },
    "shared-credentials AKIAB",
    "shared-credentials AKIAA",
  ],
  [
    "2: AWS_DEFAULT_PROFILE is missing, keys in the environment",
    { env: { ...env, AWS_DEFAULT_PROFILE: "missing" } },
    "error: The config profile (missing) could not be found",
    "environment AKIAENV",
  ],
  [
    "3: AWS_DEFAULT_PROFILE is missing, keys in [default]",
    { env: { AWS_DEFAULT_PROFILE: "missing" }, credentials: defaultKeys },
    "error: The config profile (missing) could not be found",
    "imds",
  ],
  [
    "4: AWS_PROFILE is empty",
    { env: { AWS_PROFILE: "" }, credentials: defaultKeys },
    "error: The config profile () could not be found",
    "shared-credentials AKIADEFAULT",
  ],
  [
    "5: half a pair in the environment, keys in [default]",
    { env: { AWS_ACCESS_KEY_ID: "AKIAENV" }, credentials: defaultKeys },
    partialEnv,
    "shared-credentials AKIADEFAULT",
  ],
  ["6: half a pair in the environment, nothing else", { env: { AWS_ACCESS_KEY_ID: "AKIAENV" } }, partialEnv, "imds"],
  [
    "7: old names in the environment",
    { env: { AWS_ACCESS_KEY: "AKIAOLD", AWS_SECRET_KEY: "s" } },
    "imds",
    "environment AKIAOLD",
  ],
  [
    "8: old and new names mixed",
    { env: { AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_KEY: "s" } },
    partialEnv,
    "environment AKIAENV",
  ],
  [
    "9: keys in the environment, half a pair in [default]",
    { env, credentials: "[default]\naws_access_key_id = AKIAHALF\n" },
    "environment AKIAENV",
    "error: error fetching config from profile, default, Error using profile: \n 2, partial credentials found for profile default\n",
  ],
  [
    "10: keys in the environment, the source profile of AWS_PROFILE is missing",
    { env: { ...env, AWS_PROFILE: "p" }, config: `[profile p]\n${role}source_profile = gone\n` },
    "environment AKIAENV",
    "error: failed to load assume role arn:aws:iam::111122223333:role/r, of profile gone, failed to get shared config profile, gone",
  ],
  [
    "11: AWS_RETRY_MODE=legacy",
    { env: { ...env, AWS_RETRY_MODE: "legacy" } },
    "environment AKIAENV",
    "error: invalid AWS_RETRY_MODE value, unknown RetryMode, legacy",
  ],
  [
    "12: AWS_USE_FIPS_ENDPOINT=1",
    { env: { ...env, AWS_USE_FIPS_ENDPOINT: "1" } },
    "environment AKIAENV",
    "error: invalid value for environment variable, AWS_USE_FIPS_ENDPOINT=1, need true, false",
  ],
  [
    "13: ~ in AWS_CONFIG_FILE",
    {
      env: { AWS_CONFIG_FILE: "~/aws/config", AWS_PROFILE: "p" },
      files: { "aws/config": `[profile p]\n${keys("AKIAP")}` },
    },
    "shared-config AKIAP",
    missing("p"),
  ],
  [
    "13: ~ in AWS_SHARED_CREDENTIALS_FILE, which the provider alone takes as it stands",
    { env: { AWS_SHARED_CREDENTIALS_FILE: "~/aws/credentials" }, files: { "aws/credentials": defaultKeys } },
    "shared-credentials AKIADEFAULT",
    "imds",
    "shared-credentials AKIADEFAULT",
  ],
  [
    "16: old keys and SSO settings in one profile",
    { ...profileP, credentials: p, config: `[profile p]\n${sso}${ssoSession}` },
    "error: Error loading SSO Token: Token for corp does not exist",
    "shared-credentials AKIAP",
  ],
  [
    "17: the source profile has keys and a role of its own",
    {
      ...profileP,
      credentials: `[src]\n${keys("AKIASRC")}`,
      config: `[profile p]\n${role}source_profile = src\n[profile src]\nrole_arn = arn:aws:iam::111122223333:role/src\nsource_profile = src\n`,
    },
    `shared-credentials AKIASRC ${toRole}`,
    `shared-credentials AKIASRC → arn:aws:iam::111122223333:role/src ${toRole}`,
  ],
  [
    "18: a role without a source",
    { ...profileP, config: `[profile p]\n${role}` },
    "error: Partial credentials found in assume-role, missing: source_profile or credential_source",
    `imds ${toRole}`,
  ],
  [
    "19: source_profile without a role",
    { ...profileP, config: "[profile p]\nsource_profile = default\n", credentials: defaultKeys },
    "imds",
    "error: credential type source_profile requires role_arn, profile p",
  ],
  [
    "20: credential_source without a role",
    { ...profileP, config: "[profile p]\ncredential_source = Environment\n", env },
    "imds",
    "error: credential type credential_source requires role_arn, profile p",
  ],
  [
    "22: half a pair in config, a section without keys in credentials",
    { ...profileP, config: "[profile p]\naws_access_key_id = AKIAHALF\n", credentials: "[p]\nregion = eu-west-1\n" },
    "error: Partial credentials found in config-file, missing: aws_secret_access_key",
    "imds",
  ],
  [
    "24: a quoted profile name",
    { ...profileP, config: `[profile "p"]\n${keys("AKIAP")}` },
    "shared-config AKIAP",
    missing("p"),
  ],
  [
    "25: a profile name with a space",
    { arguments: { profile: "my team" }, config: `[profile my team]\n${keys("AKIATEAM")}` },
    "error: The config profile (my team) could not be found",
    "shared-config AKIATEAM",
  ],
  [
    "26: spaces inside the brackets",
    { credentials: `[ default ]\n${keys("AKIADEFAULT")}` },
    "imds",
    "shared-credentials AKIADEFAULT",
  ],
  [
    "27: quotes around a value",
    { credentials: `[default]\n${keys('"AKIADEFAULT"')}` },
    'shared-credentials "AKIADEFAULT"',
    "shared-credentials AKIADEFAULT",
  ],
  [
    "28: a comment behind a value",
    { credentials: `[default]\n${keys("AKIADEFAULT # mine")}` },
    "shared-credentials AKIADEFAULT # mine",
    "shared-credentials AKIADEFAULT",
  ],
  [
    "29: the same section twice",
    { credentials: `${defaultKeys}[default]\n${keys("AKIALAST")}` },
    unparsable("credentials"),
    "shared-credentials AKIALAST",
  ],
  [
    "29: the same key twice",
    { credentials: `${defaultKeys}aws_access_key_id = AKIALAST\n` },
    unparsable("credentials"),
    "shared-credentials AKIALAST",
  ],
  [
    "30: a line without =",
    { credentials: `[default]\nmy keys\n${keys("AKIADEFAULT")}` },
    unparsable("credentials"),
    "shared-credentials AKIADEFAULT",
  ],
  ["30: keys before the first section", { credentials: keys("AKIAEARLY") }, unparsable("credentials"), "imds"],
  ["30: an unclosed section", { credentials: `[default\n${keys("AKIADEFAULT")}` }, unparsable("credentials"), "imds"],
  ["30: a byte order mark", { credentials: `\uFEFF${defaultKeys}` }, unparsable("credentials"), "imds"],
  [
    "31: AWS_SHARED_CONFIG_FILE, which only the backend reads",
    {
      env: { AWS_SHARED_CONFIG_FILE: `${home}/a`, AWS_CONFIG_FILE: `${home}/b`, AWS_PROFILE: "p" },
      files: { a: `[profile p]\n${keys("AKIAA")}`, b: `[profile p]\n${keys("AKIAB")}` },
    },
    "shared-config AKIAB",
    "shared-config AKIAB",
    "shared-config AKIAA",
  ],
];

const told = (rows: readonly Row[]) =>
  rows.map(([title, situation, ofCli, ofProvider, ofBackend = ofProvider]) => {
    return { title, situation, answers: { cli: ofCli, provider: ofProvider, backend: ofBackend } };
  });

const answersOf = (situation: Situation) => ({
  cli: answer(cli(situation)),
  provider: answer(provider(situation)),
  backend: answer(backend(situation)),
});

describe("the AWS CLI, the provider and the S3 backend in the same shell", () => {
  it.each(told(rows))("$title", ({ situation, answers }) => {
    expect(answersOf(situation)).toEqual(answers);
  });

  it("14: AWS_REGION is not read by the CLI", () => {
    const situation: Situation = { env: { ...env, AWS_REGION: "eu-north-1" }, arguments: { region: null } };
    expect(cli(situation)).toMatchObject({ region: null, plan: { sts: { region: "us-east-1" } } });
    expect(provider(situation).region).toBe("eu-north-1");
    expect(backend(situation).region).toBe("eu-north-1");
  });

  it("15: a region of the profile is enough for the CLI and the provider", () => {
    const situation: Situation = { env, config: "[default]\nregion = eu-north-1\n", arguments: { region: null } };
    expect(cli(situation).region).toBe("eu-north-1");
    expect(provider(situation).region).toBe("eu-north-1");
    expect(backend(situation).error?.summary).toBe("Missing region value");
  });

  it("21: the CLI asks for the code of an MFA device, Terraform never does", () => {
    const situation: Situation = {
      ...profileP,
      credentials: `[src]\n${keys("AKIASRC")}`,
      config: `[profile p]\n${role}source_profile = src\nmfa_serial = arn:aws:iam::111122223333:mfa/me\n`,
    };
    expect(cli(situation)).toMatchObject({ error: null, unknown: [{ what: "roles" }] });
    const refused = "error: assume role with MFA enabled, but AssumeRoleTokenProvider session option not set.";
    expect(answer(provider(situation))).toBe(refused);
    expect(answer(backend(situation))).toBe(refused);
  });

  it("23: login sessions need a library in version 1 of the CLI, and newer ones in Terraform", () => {
    const situation: Situation = {
      ...profileP,
      config: "[profile p]\nlogin_session = arn:aws:iam::111122223333:user/me\n",
    };
    expect(answer(cli(situation))).toMatch(/^error: Error loading login session token/);
    expect(answer(provider({ ...situation, version: "5.84.0" }))).toBe("imds");
    expect(answer(backend(situation))).toBe("imds");
    expect(answer(backend(situation, { name: "terraform", version: "1.14.8" }))).toBe("imds");
    const missingToken = /load login token: token file not found/;
    expect(answer(backend(situation, { name: "opentofu", version: "1.12.6" }))).toMatch(missingToken);
    expect(answer(provider(situation))).toMatch(missingToken);
  });
});

/** Measured beside the table, on other situations. */
const others: readonly Row[] = [
  [
    "keys in the environment, old names, keys in [default]",
    { env: { AWS_ACCESS_KEY: "AKIAOLD", AWS_SECRET_KEY: "s" }, credentials: defaultKeys },
    "shared-credentials AKIADEFAULT",
    "environment AKIAOLD",
  ],
  [
    "a role without source_profile, nothing in the environment",
    { env: { AWS_PROFILE: "p" }, config: `[profile p]\n${role}` },
    "error: Partial credentials found in assume-role, missing: source_profile or credential_source",
    `imds ${toRole}`,
  ],
  [
    "only the secret in a named profile",
    { ...profileP, credentials: "[p]\naws_secret_access_key = s\n" },
    "imds",
    partialIn("p"),
  ],
  [
    "only the id in [default]",
    { credentials: "[default]\naws_access_key_id = AKIAHALF\n" },
    "error: Partial credentials found in shared-credentials-file, missing: aws_secret_access_key",
    partialIn("default"),
  ],
];

describe("the AWS CLI and Terraform in other shells", () => {
  it.each(told(others))("$title", ({ situation, answers }) => {
    expect(answersOf(situation)).toEqual(answers);
  });

  it("the CLI sees no profile of a block", () => {
    const situation: Situation = { env, ...profileP, credentials: p };
    expect(answer(cli({ ...situation, arguments: {} }))).toBe("environment AKIAENV");
    expect(answer(provider(situation))).toBe("shared-credentials AKIAP");
    expect(answer(backend(situation))).toBe("shared-credentials AKIAP");
    expect(provider(situation).warnings).toEqual([]);
  });

  it("UTF-16 stops the CLI, and is nothing to Terraform", () => {
    const bytes = Buffer.from(`\uFEFF${defaultKeys}`, "utf16le");
    const situation: Situation = { files: { ".aws/credentials": bytes } };
    expect(answer(cli(situation))).toMatch(/^error: /);
    expect(answer(provider(situation))).toBe("imds");
    expect(answer(backend(situation))).toBe("imds");
  });

  it("AWS_SECURITY_TOKEN is sent by the CLI alone", () => {
    const situation: Situation = { env: { ...env, AWS_SECURITY_TOKEN: "old" } };
    const token = (trace: ReturnType<typeof cli>) =>
      trace.plan?.source.via === "environment" ? trace.plan.source.keys.sessionToken?.reveal() : undefined;
    expect(token(cli(situation))).toBe("old");
    expect(token(provider(situation))).toBeUndefined();
    expect(token(backend(situation))).toBeUndefined();
  });
});
