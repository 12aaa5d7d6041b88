import { describe, expect, it } from "vitest";
import { answer, backend, cli, home, provider } from "../situation.ts";
import type { Situation } from "../situation.ts";

/** Where the AWS CLI (1.45.11), the provider and the S3 backend (Terraform 1.11.4) were measured to do the same, or all refuse. */

const keys = (id: string): string => `aws_access_key_id = ${id}\naws_secret_access_key = s\n`;
const env = { AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_ACCESS_KEY: "s" };
const defaultKeys = `[default]\n${keys("AKIADEFAULT")}`;
const p = `[p]\n${keys("AKIAP")}`;
const role = "role_arn = arn:aws:iam::111122223333:role/r\n";
const toRole = "→ arn:aws:iam::111122223333:role/r";
const profileP = { arguments: { profile: "p" } };
const sso = "sso_account_id = 111122223333\nsso_role_name = R\nsso_session = corp\n";
const ssoSession = "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://x.awsapps.com/start\n";

describe("where all do the same", () => {
  const web = { AWS_WEB_IDENTITY_TOKEN_FILE: `${home}/token`, AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/web" };
  const same: readonly (readonly [title: string, situation: Situation, all: string | null])[] = [
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
    [
      "a space behind a key of the environment",
      { env: { ...env, AWS_ACCESS_KEY_ID: "AKIAENV " } },
      "environment AKIAENV ",
    ],
    ["AWS_MAX_ATTEMPTS=many", { env: { ...env, AWS_MAX_ATTEMPTS: "many" } }, null],
    ["an unknown AWS_DEFAULTS_MODE", { env: { ...env, AWS_DEFAULTS_MODE: "turbo" } }, null],
    ["container credentials", { env: { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/x" } }, "container"],
  ];

  it.each(same)("%s", (_, situation, all) => {
    const answers = [cli(situation), provider(situation), backend(situation)].map(answer);
    expect(all === null ? answers.map((one) => one.replace(/^error: .*$/s, "refused")) : answers).toEqual(
      all === null ? ["refused", "refused", "refused"] : [all, all, all],
    );
  });

  it("the key in credentials signs, whatever token was left in config; only Terraform sends that one along", () => {
    const situation: Situation = { credentials: defaultKeys, config: "[default]\naws_session_token = old\n" };
    const traces = [cli(situation), provider(situation), backend(situation)];
    expect(traces.map(answer)).toEqual(Array(3).fill("shared-credentials AKIADEFAULT"));
    const tokens = traces.map(({ plan }) =>
      plan && "keys" in plan.source ? plan.source.keys.sessionToken?.reveal() : undefined,
    );
    expect(tokens).toEqual([undefined, "old", "old"]);
  });
});
