import type { ArgumentSchema, Schema } from "../schema/argument-schema.ts";
import { has } from "./release.ts";
import type { Program, Spans } from "./release.ts";

const known = new Map<string, Schema>();

/** The arguments that the program's `s3` backend has. */
export function schemaOf(program: Program): Schema {
  const key = `${program.name} ${program.version}`;
  const schema = known.get(key) ?? pick(program, block);
  known.set(key, schema);
  return schema;
}

interface Row {
  readonly shape: "string" | "number" | "bool" | "set of string" | "map of string" | Rows;
  readonly spans: Spans;
  readonly required?: Spans;
}
type Rows = Readonly<Record<string, Row>>;

function pick(program: Program, rows: Rows): Schema {
  const schema = new Map<string, ArgumentSchema>();
  for (const [name, { shape, spans, required }] of Object.entries(rows)) {
    if (!has(program, spans)) continue;
    schema.set(name, {
      shape: typeof shape === "string" ? shape : pick(program, shape),
      required: required !== undefined && has(program, required),
    });
  }
  return schema;
}

const always: Spans = { terraform: ["0"], opentofu: ["0"] };
/** Since Terraform's backend is built on the AWS SDK for Go v2; OpenTofu's always was. */
const sdkV2: Spans = { terraform: ["1.6.0"], opentofu: ["0"] };
const terraformOnly: Spans = { terraform: ["1.6.0"] };
const flatRole: Spans = { terraform: ["0", "1.10.0"], opentofu: ["0"] };

const text = (spans: Spans): Row => ({ shape: "string", spans });
const flag = (spans: Spans): Row => ({ shape: "bool", spans });
const texts = (spans: Spans): Row => ({ shape: "set of string", spans });
const map = (spans: Spans): Row => ({ shape: "map of string", spans });
const number = (spans: Spans): Row => ({ shape: "number", spans });

const role: Rows = {
  role_arn: { shape: "string", spans: sdkV2, required: sdkV2 },
  duration: text(sdkV2),
  external_id: text(sdkV2),
  policy: text(sdkV2),
  policy_arns: texts(sdkV2),
  session_name: text(sdkV2),
  source_identity: text(terraformOnly),
  tags: map(sdkV2),
  transitive_tag_keys: texts(sdkV2),
};

const webIdentity: Rows = {
  role_arn: { shape: "string", spans: sdkV2, required: terraformOnly },
  duration: text(sdkV2),
  policy: text(sdkV2),
  policy_arns: texts(sdkV2),
  session_name: text(sdkV2),
  web_identity_token: text(sdkV2),
  web_identity_token_file: text(sdkV2),
};

const endpoints: Rows = {
  dynamodb: text(sdkV2),
  iam: text(sdkV2),
  s3: text(sdkV2),
  sso: text({ terraform: ["1.6.4"] }),
  sts: text(sdkV2),
};

/** `ConfigSchema` of the releases from Terraform 1.5.0 to 1.15.9 and OpenTofu 1.6.0 to 1.12.6. */
const block: Rows = {
  access_key: text(always),
  acl: text(always),
  allowed_account_ids: texts(sdkV2),
  assume_role: { shape: role, spans: sdkV2 },
  assume_role_duration_seconds: number(flatRole),
  assume_role_policy: text(flatRole),
  assume_role_policy_arns: texts(flatRole),
  assume_role_tags: map(flatRole),
  assume_role_transitive_tag_keys: texts(flatRole),
  assume_role_with_web_identity: { shape: webIdentity, spans: sdkV2 },
  bucket: text(always),
  custom_ca_bundle: text(sdkV2),
  dynamodb_endpoint: text(always),
  dynamodb_table: text(always),
  ec2_metadata_service_endpoint: text(sdkV2),
  ec2_metadata_service_endpoint_mode: text(sdkV2),
  encrypt: flag(always),
  endpoint: text(always),
  endpoints: { shape: endpoints, spans: sdkV2 },
  external_id: text(flatRole),
  forbidden_account_ids: texts(sdkV2),
  force_path_style: flag(always),
  http_proxy: text(sdkV2),
  https_proxy: text({ terraform: ["1.6.4"], opentofu: ["0"] }),
  iam_endpoint: text(always),
  insecure: flag(sdkV2),
  key: text(always),
  kms_key_id: text(always),
  lock_tags: map({ opentofu: ["1.11.0"] }),
  max_retries: number(always),
  no_proxy: text({ terraform: ["1.6.4"], opentofu: ["0"] }),
  profile: text(always),
  region: text(always),
  retry_mode: text(sdkV2),
  role_arn: text(flatRole),
  secret_key: text(always),
  session_name: text(flatRole),
  shared_config_files: texts(sdkV2),
  shared_credentials_file: text(always),
  shared_credentials_files: texts(sdkV2),
  skip_credentials_validation: flag(always),
  skip_metadata_api_check: flag(always),
  skip_region_validation: flag(always),
  skip_requesting_account_id: flag({ terraform: ["1.6.1"], opentofu: ["0"] }),
  skip_s3_checksum: flag({ terraform: ["1.6.3"], opentofu: ["0"] }),
  sse_customer_key: text(always),
  state_tags: map({ opentofu: ["1.11.0"] }),
  sts_endpoint: text(always),
  sts_region: text(sdkV2),
  token: text(always),
  use_dualstack_endpoint: flag(sdkV2),
  use_fips_endpoint: flag(sdkV2),
  use_legacy_workflow: flag({ terraform: ["1.6.0", "1.8.0"], opentofu: ["0", "1.8.0"] }),
  use_lockfile: flag({ terraform: ["1.10.0"], opentofu: ["1.10.0"] }),
  use_path_style: flag(sdkV2),
  workspace_key_prefix: text(always),
};
