import {
  arnOf,
  completeUrl,
  kmsKey,
  lengthBetween,
  notEmpty,
  objectPath,
  oneOf,
  only,
  policyDocument,
  retryMode,
  roleDuration,
  urlOrHost,
  without,
} from "./checks.ts";
import type { Check } from "./checks.ts";
import type { Diagnostics } from "../schema/diagnostics.ts";
import { flatEndpoints, Preparation } from "./preparation.ts";
import type { Variables } from "../shell.ts";
import { has } from "./release.ts";
import type { Program, Spans } from "./release.ts";
import { nestedOf, placesOf } from "../schema/settings.ts";
import type { Settings } from "../schema/settings.ts";

const since = (release: string): Spans => ({ terraform: [release] });
/** Aliases of KMS keys are known, and a host without a scheme is only warned of. */
const lenient = since("1.6.1");
const emptyRoleNamed = since("1.10.0");
const lockTableDeprecated = since("1.11.0");
const legacyWorkflowDeprecated: Spans = { terraform: ["1.7.0", "1.8.0"] };

const name: readonly Check[] = [lengthBetween(2, 64), only("\\w+=,.@\\-", "=,.@-")];
const token: readonly Check[] = [lengthBetween(4, 20000)];

/** The attributes of `assume_role` and `assume_role_with_web_identity`. */
const role: Readonly<Record<string, readonly Check[]>> = {
  duration: [roleDuration("parsed")],
  external_id: [lengthBetween(2, 1224), only("\\w+=,.@:\\/\\-", "=,.@/-")],
  policy: [notEmpty, policyDocument],
  policy_arns: [arnOf("policy")],
  role_arn: [notEmpty, arnOf("role")],
  session_name: name,
  source_identity: name,
  web_identity_token: token,
  web_identity_token_file: token,
};

/** `PrepareConfig` of Terraform 1.6.0 to 1.15.9, in its order. */
export function prepareTerraform(
  settings: Settings,
  program: Program,
  shell: Variables,
  diagnostics: Diagnostics,
): void {
  const block = new Preparation(settings, diagnostics);
  const endpoint = has(program, lenient) ? urlOrHost : completeUrl;
  const deprecated = (argument: string, replacement: string): void => {
    if (!settings.has(argument)) return;
    const detail = `The parameter "${argument}" is deprecated. Use parameter "${replacement}" instead.`;
    block.warn("Deprecated Parameter", detail, argument);
  };

  if (block.required("bucket", "bucket")) block.check("bucket", notEmpty);
  if (block.required("key", "key")) block.check("key", notEmpty, objectPath, without("//"));
  block.region(shell);
  block.conflict("kms_key_id", "sse_customer_key");
  block.check("kms_key_id", kmsKey(has(program, lenient)));
  block.check("workspace_key_prefix", objectPath);
  prepareRole("assume_role", block, program);
  if (has(program, { terraform: ["0", "1.10.0"] })) block.flatRole(padToLongest);
  prepareRole("assume_role_with_web_identity", block, program);
  if (has(program, legacyWorkflowDeprecated) && settings.has("use_legacy_workflow")) {
    const detail =
      'The parameter "use_legacy_workflow" is deprecated. The ability to override the default credential chain ordering will be removed in a future minor version.';
    block.warn("Deprecated Parameter", detail, "use_legacy_workflow");
  }
  block.conflict("shared_credentials_file", "shared_credentials_files");
  deprecated("shared_credentials_file", "shared_credentials_files");
  if (has(program, lockTableDeprecated)) deprecated("dynamodb_table", "use_lockfile");
  const services = nestedOf(settings, "endpoints");
  for (const [argument, service] of Object.entries(flatEndpoints)) {
    deprecated(argument, `endpoints.${service}`);
    if (settings.has(argument) && services?.has(service)) {
      const detail = `The parameters "${argument}" and "endpoints.${service}" cannot be configured together.`;
      block.error("Conflicting Parameters", detail, argument, "endpoints");
    }
  }
  if (services) {
    const nested = block.within(services);
    for (const service of services.keys()) nested.check(service, service === "sso" ? completeUrl : endpoint);
  }
  for (const argument of Object.keys(flatEndpoints)) block.check(argument, endpoint);
  block.check("ec2_metadata_service_endpoint", completeUrl);
  block.conflict("force_path_style", "use_path_style");
  deprecated("force_path_style", "use_path_style");
  block.check("retry_mode", retryMode);
  block.check("ec2_metadata_service_endpoint_mode", oneOf("IPv4", "IPv6"));
  block.conflict("allowed_account_ids", "forbidden_account_ids");
}

function prepareRole(
  argument: "assume_role" | "assume_role_with_web_identity",
  block: Preparation,
  program: Program,
): void {
  const settings = nestedOf(block.settings, argument);
  if (!settings) return;
  const nested = block.within(settings);
  if (argument === "assume_role_with_web_identity") {
    const tokens = ["web_identity_token", "web_identity_token_file"] as const;
    nested.conflict(...tokens);
    if (!tokens.some((one) => settings.has(one))) {
      const detail = `Exactly one of ${tokens.join(", ")} must be set.`;
      block.diagnostics.error("schema", "Missing Required Value", detail, placesOf(block.settings, argument));
    }
  }
  nested.required(`${argument}.role_arn`, "role_arn", placesOf(block.settings, argument));
  for (const [attribute, checks] of Object.entries(role)) {
    const named = attribute !== "role_arn" || has(program, emptyRoleNamed);
    nested.check(attribute, ...(named ? checks : checks.slice(1)));
  }
}

function padToLongest(names: readonly string[]): readonly string[] {
  const longest = Math.max(...names.map(({ length }) => length));
  return names.map((one) => one.padEnd(longest));
}
