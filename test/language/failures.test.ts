import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { noArguments, type Consumer } from "../../src/aws/consumer.ts";
import { nothing } from "../../src/aws/no-outcome.ts";
import { resolveIdentity } from "../../src/aws/resolve-identity.ts";
import type { Failure } from "../../src/aws/trace.ts";
import { foretoldFailure, type ForetoldFailure } from "../../src/language/failures.ts";
import { memoryMachine } from "../../src/machine/memory.ts";

const consumer: Consumer = {
  kind: "provider",
  address: "provider.aws",
  arguments: noArguments,
  directory: "/work",
  version: "6.61.0",
};

function failure(environment: Record<string, string>, config = ""): ForetoldFailure | null {
  const machine = memoryMachine({
    environment: { HOME: "/home/me", AWS_REGION: "eu-west-1", ...environment },
    files: { "/home/me/.aws/config": config },
  });
  return foretoldFailure(resolveIdentity(consumer, machine), consumer, machine);
}

const sso = `[profile dev]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 111122223333
sso_role_name = admin
`;
const keys = "aws_access_key_id = AKIAQ3EGSIE5ZYFVN5GL\naws_secret_access_key = madeup\n";
const role = "role_arn = arn:aws:iam::111122223333:role/r\n";

describe("what a trace foretells", () => {
  it.each<[string, Record<string, string>, string, ForetoldFailure["rule"], string]>([
    [
      "a missing profile",
      { AWS_PROFILE: "gone" },
      "",
      "profile-missing",
      "Create it (aws configure --profile gone), or name another one.",
    ],
    [
      "a missing profile with a blank in its name",
      { AWS_PROFILE: "not here" },
      "",
      "profile-missing",
      'Create it (aws configure --profile "not here"), or name another one.',
    ],
    [
      "an SSO session that nobody opened",
      { AWS_PROFILE: "dev" },
      sso,
      "sign-in-required",
      "aws sso login --profile dev.",
    ],
    [
      "the SSO session of a source profile",
      { AWS_PROFILE: "p" },
      `[profile p]\n${role}source_profile = dev\n${sso}`,
      "sign-in-required",
      "aws sso login --profile dev.",
    ],
    [
      "the SSO session of the default profile",
      {},
      sso.replace("profile dev", "default"),
      "sign-in-required",
      "aws sso login.",
    ],
    [
      "a login session that nobody opened",
      { AWS_PROFILE: "p" },
      "[profile p]\nlogin_session = arn:aws:iam::111122223333:user/me\n",
      "sign-in-required",
      "aws login --profile p.",
    ],
    [
      "half a pair in the profile",
      { AWS_PROFILE: "p" },
      "[profile p]\naws_access_key_id = AKIAQ3EGSIE5ZYFVN5GL\n",
      "profile-unusable",
      "Add the missing half of the key pair to profile p, or remove the other.",
    ],
    [
      "a source profile that isn't there",
      { AWS_PROFILE: "p" },
      `[profile p]\n${role}source_profile = q\n`,
      "profile-unusable",
      "Give profile q credentials, or correct source_profile.",
    ],
    [
      "a source without a role",
      { AWS_PROFILE: "p" },
      "[profile p]\nsource_profile = q\n",
      "profile-unusable",
      "Add role_arn beside source_profile, or remove it.",
    ],
    [
      "keys of the environment that a profile asks for in vain",
      { AWS_PROFILE: "p" },
      `[profile p]\n${role}credential_source = Environment\n`,
      "profile-unusable",
      "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, which credential_source = Environment asks for.",
    ],
    [
      "an unknown source",
      { AWS_PROFILE: "p" },
      `[profile p]\n${role}credential_source = environment\n`,
      "profile-unusable",
      "Write one of the three, with these capitals.",
    ],
    [
      "an MFA device",
      { AWS_PROFILE: "p" },
      `[profile p]\n${role}mfa_serial = arn:aws:iam::111122223333:mfa/me\nsource_profile = q\n[profile q]\n${keys}`,
      "profile-unusable",
      "Terraform asks for no code: get a session first and name its profile (aws-vault, or aws configure export-credentials).",
    ],
    [
      "a mistyped setting",
      { AWS_RETRY_MODE: "legacy" },
      "",
      "env-variable-invalid",
      "Correct AWS_RETRY_MODE, or unset AWS_RETRY_MODE.",
    ],
    [
      "a mistyped setting, in fish",
      { AWS_RETRY_MODE: "legacy", SHELL: "/usr/bin/fish" },
      "",
      "env-variable-invalid",
      "Correct AWS_RETRY_MODE, or set -e AWS_RETRY_MODE.",
    ],
    [
      "no region",
      { AWS_REGION: "", AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5ZYFVN5GL", AWS_SECRET_ACCESS_KEY: "madeup" },
      "",
      "region-missing",
      "Set region in the block, or export AWS_REGION=eu-west-1 (or where it is).",
    ],
  ])("knows what to do about %s", (_, environment, config, rule, remedy) => {
    expect(failure(environment, config)).toMatchObject({ rule, remedy });
  });

  it("is nothing where nothing fails", () => {
    expect(failure({ AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5ZYFVN5GL", AWS_SECRET_ACCESS_KEY: "madeup" })).toBeNull();
  });

  it("doesn't show whose home folder it is", () => {
    expect(failure({ AWS_PROFILE: "dev" }, sso)?.said).toMatch(
      /open ~\/\.aws\/sso\/cache\/[0-9a-f]{40}\.json: no such file/u,
    );
  });
});

/** Errors of the configuration itself, and of what only a call tells: other rules, or nobody, can say what to do. */
const others = [
  /^retrieving credentials: static credentials are empty/u,
  /Cannot assume IAM Role|Assume Role/u,
  /custom CA bundle|^(?:loading configuration: )?open |unknown RetryMode|expanding shared \w+ files|EC2 IMDS endpoint mode|HTTPS? Proxy|sse_customer_key|encryption_key/u,
  /request send failed|api error|ExpiredTokenException|resolve service endpoint/u,
];

interface MeasuredCase {
  readonly id: string;
  readonly expect: { readonly error: Pick<Failure, "phase" | "summary" | "detail"> | null };
}

describe.each(["provider", "backend"])("measured failures of the %s", (kind) => {
  const file = path.join(import.meta.dirname, `../conformance/data/chain-${kind}.json`);
  const cases = (JSON.parse(readFileSync(file, "utf8")) as readonly MeasuredCase[]).filter(
    ({ expect: { error } }) => error?.phase === "config" || error?.phase === "credentials",
  );

  it("are all sorted", () => {
    const machine = memoryMachine();
    const unsorted = cases.flatMap(({ id, expect: { error } }) => {
      if (!error) return [];
      const found = foretoldFailure({ ...nothing, steps: [], error: { ...error, where: [] } }, consumer, machine);
      const text = `${error.summary}\n${error.detail}`;
      return found?.rule != null || others.some((pattern) => pattern.test(text)) ? [] : [`${id} ${text}`];
    });
    expect(cases.length).toBeGreaterThan(50);
    expect(unsorted).toEqual([]);
  });
});
