import type { ArgumentSchema, Shape } from "../schema/argument-schema.ts";
import { atLeast } from "../release.ts";
import type { BlockSchema, NestedSchema } from "../schema/check-block.ts";

interface Row {
  readonly shape: Shape;
  /** The release that brought it; left out: it is older than 4.0.0. */
  readonly since?: string;
  /** The release that took it away. */
  readonly until?: string;
  /** The release that began to warn, and its words. */
  readonly deprecated?: readonly [since: string, instead: string];
}

type Rows = Readonly<Record<string, Row>>;

/** `NewProvider` of the provider, with the changelog for what came and went (upgrade guides of 4.0.0, 5.0.0 and 6.0.0). */
const provider: Rows = {
  access_key: { shape: "string" },
  allowed_account_ids: { shape: "set of string" },
  custom_ca_bundle: { shape: "string", since: "4.2.0" },
  ec2_metadata_service_endpoint: { shape: "string", since: "4.0.0" },
  ec2_metadata_service_endpoint_mode: { shape: "string", since: "4.0.0" },
  forbidden_account_ids: { shape: "set of string" },
  http_proxy: { shape: "string", since: "3.61.0" },
  https_proxy: { shape: "string", since: "5.26.0" },
  insecure: { shape: "bool" },
  max_retries: { shape: "number" },
  no_proxy: { shape: "string", since: "5.26.0" },
  profile: { shape: "string" },
  region: { shape: "string" },
  retry_mode: { shape: "string", since: "5.2.0" },
  s3_force_path_style: { shape: "bool", until: "5.0.0", deprecated: ["4.0.0", "Use s3_use_path_style instead."] },
  s3_us_east_1_regional_endpoint: { shape: "string", since: "5.13.0" },
  s3_use_path_style: { shape: "bool", since: "4.0.0" },
  secret_key: { shape: "string" },
  shared_config_files: { shape: "list of string", since: "4.0.0" },
  shared_credentials_file: {
    shape: "string",
    until: "5.0.0",
    deprecated: ["4.0.0", "Use shared_credentials_files instead."],
  },
  shared_credentials_files: { shape: "list of string", since: "4.0.0" },
  skip_credentials_validation: { shape: "bool" },
  skip_get_ec2_platforms: {
    shape: "bool",
    until: "5.0.0",
    deprecated: [
      "4.45.0",
      "With the retirement of EC2-Classic the skip_get_ec2_platforms attribute has been deprecated and will be removed in a future version.",
    ],
  },
  skip_metadata_api_check: { shape: "string" },
  skip_region_validation: { shape: "bool" },
  skip_requesting_account_id: { shape: "bool" },
  sts_region: { shape: "string", since: "4.2.0" },
  tag_policy_compliance: { shape: "string", since: "6.22.0" },
  token: { shape: "string" },
  token_bucket_rate_limiter_capacity: { shape: "number", since: "5.38.0" },
  use_dualstack_endpoint: { shape: "bool", since: "4.0.0" },
  use_fips_endpoint: { shape: "bool", since: "4.0.0" },
  user_agent: { shape: "list of string", since: "6.27.0" },
};

const role: Rows = {
  duration: { shape: "string", since: "4.0.0" },
  duration_seconds: { shape: "number", until: "5.0.0", deprecated: ["4.0.0", "Use assume_role.duration instead"] },
  external_id: { shape: "string" },
  policy: { shape: "string" },
  policy_arns: { shape: "set of string" },
  role_arn: { shape: "string" },
  session_name: { shape: "string" },
  source_identity: { shape: "string", since: "4.29.0" },
  tags: { shape: "map of string" },
  transitive_tag_keys: { shape: "set of string" },
};

const webIdentity: Rows = {
  duration: { shape: "string" },
  policy: { shape: "string" },
  policy_arns: { shape: "set of string" },
  role_arn: { shape: "string" },
  session_name: { shape: "string" },
  web_identity_token: { shape: "string" },
  web_identity_token_file: { shape: "string" },
};

const defaultTags: Rows = { tags: { shape: "map of string" } };
const ignoreTags: Rows = { keys: { shape: "set of string" }, key_prefixes: { shape: "set of string" } };

/** Several `assume_role` blocks since 5.67.0. */
export const roleChaining = "5.67.0";

function exists({ since, until }: Row, version: string): boolean {
  return (since === undefined || atLeast(version, since)) && (until === undefined || !atLeast(version, until));
}

function pick(rows: Rows, version: string): Map<string, ArgumentSchema> {
  const rowsThere = Object.entries(rows).filter(([, row]) => exists(row, version));
  return new Map(rowsThere.map(([name, { shape }]) => [name, { shape, required: false }]));
}

const known = new Map<string, BlockSchema>();

/** What a release takes in a `provider "aws"` block. Names of services under `endpoints` aren't checked. */
export function providerSchema(version: string): BlockSchema {
  const schema = known.get(version) ?? schemaIn(version);
  known.set(version, schema);
  return schema;
}

function schemaIn(version: string): BlockSchema {
  const nested = (rows: Rows, most: number | null, open = false): NestedSchema => ({
    content: { attributes: pick(rows, version), blocks: new Map(), open },
    most,
  });
  const blocks = new Map<string, NestedSchema>([
    ["assume_role", nested(role, atLeast(version, roleChaining) ? null : 1)],
    ["default_tags", nested(defaultTags, 1)],
    ["endpoints", nested({}, null, true)],
    ["ignore_tags", nested(ignoreTags, 1)],
  ]);
  if (atLeast(version, "4.12.0")) blocks.set("assume_role_with_web_identity", nested(webIdentity, 1));
  return { attributes: pick(provider, version), blocks };
}

/** The words of a release about an argument that it would rather not see; `null` when it has none. */
export function deprecation(block: "provider" | "assume_role", name: string, version: string): string | null {
  const row = (block === "provider" ? provider : role)[name];
  if (!row?.deprecated || !exists(row, version)) return null;
  const [since, instead] = row.deprecated;
  return atLeast(version, since) ? instead : null;
}
