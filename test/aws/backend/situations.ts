import fc from "fast-check";
import { ssoCacheName } from "../../live/sso-server.ts";
import type { StsKey } from "../../live/sts-server.ts";
import { keyIdOf, testKeys } from "../../live/test-keys.ts";

/** What a backend finds when it starts: its block, the shell, and the files of the home directory (`{home}` stands for its path). */
export interface Situation {
  readonly block: Readonly<Record<string, BlockValue>>;
  readonly environment: Readonly<Record<string, string>>;
  /** By path from the home directory. */
  readonly files: Readonly<Record<string, string>>;
}

export type BlockValue = string | boolean | number | readonly string[] | Readonly<Record<string, string>>;

export const roles = ["Reader", "Writer", "Deploy", "Pipeline", "Operator"].map(
  (name) => `arn:aws:iam::444455556666:role/state/${name}`,
);
export const webToken = "eyJhbGciOiJub25lIn0.e30.";
export const ssoToken = "sso-access-token-of-a-test";
const startUrl = "https://example.awsapps.com/start";

const owner = (account: string): StsKey => ({ ...testKeys(account), account });
const session = (account: string): StsKey => ({
  accessKeyId: keyIdOf(account, "ASIA"),
  secretAccessKey: `sEsSiOn/sEcReT+${account}0123456789abc`,
  sessionToken: `session-token-of-${account}`,
  account,
});

/** Who there is; each key belongs to one source. */
export const keys = {
  block: owner("111122223333"),
  environment: owner("111122223333"),
  shortLived: session("444455556666"),
  default: owner("111122223333"),
  ops: owner("444455556666"),
  dev: owner("777788889999"),
  process: session("777788889999"),
  sso: session("777788889999"),
  container: session("444455556666"),
  instance: session("111122223333"),
} satisfies Record<string, StsKey>;

/** The addresses of the services on this machine. */
export interface Addresses {
  readonly aws: string;
  readonly sso: string;
  readonly container: string;
  readonly metadata: string;
}

type Lines = Readonly<Record<string, string>>;

const keyLines = ({ accessKeyId, secretAccessKey, sessionToken }: StsKey): Lines => ({
  aws_access_key_id: accessKeyId,
  aws_secret_access_key: secretAccessKey,
  ...(sessionToken === undefined ? {} : { aws_session_token: sessionToken }),
});

const variables = ({ accessKeyId, secretAccessKey, sessionToken }: StsKey): Lines => ({
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
});

const oneOf = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** One of the parts, or (more often) none. */
const maybe = <T>(...parts: readonly T[]): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: oneOf(...parts) });

const merged = <T>(...parts: readonly fc.Arbitrary<T | null>[]): fc.Arbitrary<T> =>
  fc.tuple(...parts).map((chosen) => Object.assign({}, ...chosen) as T);

const credentialsFile = fc.record(
  {
    default: oneOf<Lines>(keyLines(keys.default)),
    ops: oneOf<Lines>(keyLines(keys.ops), keyLines(keys.ops), { aws_access_key_id: keys.ops.accessKeyId }),
    dev: oneOf<Lines>(keyLines(keys.dev)),
  },
  { requiredKeys: [] },
);

const configFile = fc.record(
  {
    default: merged<Lines>(maybe({ region: "eu-north-1" }), maybe({ credential_process: "cat {home}/process.json" })),
    "profile ops": merged<Lines>(
      maybe({ region: "eu-central-1" }),
      maybe(
        { role_arn: roles[0]!, source_profile: "dev" },
        { role_arn: roles[0]!, source_profile: "default", external_id: "x-1" },
        { role_arn: roles[0]!, credential_source: "Environment" },
        { role_arn: roles[0]!, credential_source: "EcsContainer" },
        { role_arn: roles[0]! },
        { role_arn: roles[0]!, web_identity_token_file: "{home}/token" },
      ),
    ),
    "profile dev": merged<Lines>(
      maybe({ region: "us-west-2" }),
      maybe<Lines>(
        { credential_process: "cat {home}/process.json" },
        { role_arn: roles[4]!, source_profile: "default" },
      ),
    ),
    "profile laptop": oneOf<Lines>(
      { credential_process: "cat {home}/process.json" },
      { sso_start_url: startUrl, sso_region: "eu-west-1", sso_account_id: "777788889999", sso_role_name: "Admin" },
    ),
  },
  { requiredKeys: [] },
);

const shell = (addresses: Addresses): fc.Arbitrary<Lines> =>
  merged<Lines>(
    maybe<Lines>(
      { AWS_PROFILE: "ops" },
      { AWS_PROFILE: "dev" },
      { AWS_PROFILE: "laptop" },
      { AWS_DEFAULT_PROFILE: "dev" },
    ),
    maybe(variables(keys.environment), variables(keys.shortLived)),
    maybe<Lines>({ AWS_REGION: "ap-southeast-2" }, { AWS_DEFAULT_REGION: "sa-east-1" }),
    maybe({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `${addresses.container}/v2/credentials/x` }),
    maybe<Lines>(
      { AWS_WEB_IDENTITY_TOKEN_FILE: "{home}/token", AWS_ROLE_ARN: roles[3]!, AWS_ROLE_SESSION_NAME: "ci" },
      { AWS_WEB_IDENTITY_TOKEN_FILE: "{home}/token" },
    ),
    oneOf<Lines>({ AWS_EC2_METADATA_DISABLED: "true" }, { AWS_EC2_METADATA_SERVICE_ENDPOINT: addresses.metadata }),
  );

type Block = Situation["block"];

const block: fc.Arbitrary<Block> = merged<Block>(
  fc.constant({ bucket: "acme-state", key: "prod/network.tfstate", use_path_style: true }),
  fc.oneof(
    { weight: 5, arbitrary: fc.constant<Block>({ region: "eu-west-1" }) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  maybe({ profile: "ops" }, { profile: "dev" }, { profile: "laptop" }),
  maybe<Block>({ access_key: keys.block.accessKeyId, secret_key: keys.block.secretAccessKey }),
  maybe<Block>(
    { assume_role: { role_arn: roles[1]!, external_id: "x-2" } },
    { assume_role: { role_arn: roles[2]!, duration: "30m", session_name: "state" } },
  ),
  maybe<Block>(
    { assume_role_with_web_identity: { role_arn: roles[3]!, web_identity_token_file: "{home}/token" } },
    { assume_role_with_web_identity: { role_arn: roles[3]!, web_identity_token: webToken, session_name: "block" } },
    {},
    {},
  ),
  maybe<Block>(
    { allowed_account_ids: ["111122223333"] },
    { forbidden_account_ids: ["111122223333"] },
    { skip_requesting_account_id: true },
    { skip_credentials_validation: true },
  ),
  maybe<Block>({ shared_credentials_files: ["{home}/other"] }, { skip_metadata_api_check: true }, { max_retries: 1 }),
);

const mistake: fc.Arbitrary<{ readonly block?: Block; readonly shell?: Lines }> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { block: { profile: "nobody" } },
      { block: { access_key: keys.block.accessKeyId } },
      { block: { assume_role: { role_arn: "state-writer" } } },
      { block: { assume_role: { role_arn: roles[1]!, duration: "30 m" } } },
      { block: { encrypted: true } },
      { block: { region: "eu-west-11" } },
      { shell: { AWS_PROFILE: "nobody" } },
      { shell: { ...variables(keys.environment), AWS_SECRET_ACCESS_KEY: "" } },
      { shell: { ...variables(keys.environment), AWS_ACCESS_KEY_ID: "" } },
    ),
  },
);

const section = ([name, lines]: readonly [string, Lines]): string =>
  `[${name}]\n${Object.entries(lines)
    .map(([key, value]) => `${key} = ${value}\n`)
    .join("")}`;

const sections = (profiles: Readonly<Record<string, Lines | undefined>>): string =>
  Object.entries(profiles)
    .flatMap(([name, lines]) => (lines ? [section([name, lines])] : []))
    .join("\n");

export const situations = (addresses: Addresses): fc.Arbitrary<Situation> =>
  fc
    .record({ block, shell: shell(addresses), credentials: credentialsFile, config: configFile, mistake })
    .map(({ block, shell, credentials, config, mistake }) => ({
      block: { ...block, ...mistake.block },
      environment: {
        ...shell,
        ...mistake.shell,
        AWS_ENDPOINT_URL_S3: addresses.aws,
        AWS_ENDPOINT_URL_STS: addresses.aws,
        AWS_ENDPOINT_URL_IAM: addresses.aws,
        AWS_ENDPOINT_URL_SSO: addresses.sso,
      },
      files: {
        ".aws/credentials": sections(credentials),
        ".aws/config": sections(config),
        [`.aws/sso/cache/${ssoCacheName(startUrl)}`]: JSON.stringify({
          startUrl,
          region: "eu-west-1",
          accessToken: ssoToken,
          expiresAt: "2039-01-01T00:00:00Z",
        }),
        other: sections({ default: keyLines(keys.default), ops: keyLines(keys.ops) }),
        token: webToken,
        "process.json": JSON.stringify({
          Version: 1,
          AccessKeyId: keys.process.accessKeyId,
          SecretAccessKey: keys.process.secretAccessKey,
          SessionToken: keys.process.sessionToken,
        }),
      },
    }));
