import type { ConfigurationSchema } from "../../src/terraform/decode-body.ts";
import { boolType, listType, mapType, numberType, stringType } from "../../src/values/type.ts";

const text = { type: stringType };

/** The `aws` provider that the cases were measured with: it says back how it was configured. */
export const standInSchema: ConfigurationSchema = {
  attributes: {
    access_key: text,
    allowed_account_ids: { type: listType(stringType) },
    max_retries: { type: numberType },
    profile: text,
    region: text,
    secret_key: text,
    shared_config_files: { type: listType(stringType) },
    skip_credentials_validation: { type: boolType },
    skip_metadata_api_check: text,
    token: text,
  },
  blocks: {
    assume_role: {
      attributes: { role_arn: text, session_name: text, tags: { type: mapType(stringType) } },
      blocks: {},
    },
    default_tags: { attributes: { tags: { type: mapType(stringType) } }, blocks: {} },
    endpoints: { attributes: { s3: text, sts: text }, blocks: {} },
  },
};
