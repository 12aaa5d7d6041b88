import { quote } from "../go.ts";
import { arnOf, kmsKey, notEmpty, roleDuration } from "./checks.ts";
import type { Check } from "./checks.ts";
import type { Diagnostics } from "../schema/diagnostics.ts";
import { Preparation } from "./preparation.ts";
import type { Variables } from "../shell.ts";
import { has } from "./release.ts";
import type { Program, Spans } from "./release.ts";
import { nestedOf, placesOf, textOf, textsOf } from "../schema/settings.ts";
import type { Settings } from "../schema/settings.ts";

const legacyWorkflowDeprecated: Spans = { opentofu: ["1.7.0", "1.8.0"] };

const role: Readonly<Record<string, Check>> = {
  duration: roleDuration("written"),
  external_id: notEmpty,
  policy: notEmpty,
  session_name: notEmpty,
};
/** `external_id` isn't an attribute of the web identity object. */
const flatEndpoints = { s3: "endpoint", iam: "iam_endpoint", sts: "sts_endpoint", dynamodb: "dynamodb_endpoint" };

/** `PrepareConfig` of OpenTofu 1.6.0 to 1.12.6, in its order. */
export function prepareOpenTofu(
  settings: Settings,
  program: Program,
  shell: Variables,
  diagnostics: Diagnostics,
): void {
  const block = new Preparation(settings, diagnostics);
  const isSet = (argument: string): boolean => settings.has(argument) && settings.get(argument)?.value !== "";
  const deprecated = (argument: string, remedy: string): void => {
    if (settings.has(argument))
      block.warn("Deprecated Parameter", `Parameter "${argument}" is deprecated${remedy}`, argument);
  };

  for (const argument of ["bucket", "key"]) {
    const detail = `The "${argument}" attribute value must not be empty.`;
    if (!isSet(argument)) block.error(`Invalid ${argument} value`, detail, argument);
  }
  if (touchesSlash(settings, "key")) {
    block.error("Invalid key value", 'The "key" attribute value must not start or end with with "/".', "key");
  }
  block.region(shell);
  if (isSet("kms_key_id")) {
    if (isSet("sse_customer_key")) {
      block.error("Invalid encryption configuration", encryptionConflict('"sse_customer_key"'), "kms_key_id");
    } else if (shell.env("AWS_SSE_CUSTOMER_KEY") !== "") {
      const detail = encryptionConflict('"AWS_SSE_CUSTOMER_KEY"', "the environment variable ");
      block.error("Invalid encryption configuration", detail, "kms_key_id");
    }
    everyCheck(block, "kms_key_id", kmsKey(true));
  }
  if (touchesSlash(settings, "workspace_key_prefix")) {
    const detail = 'The "workspace_key_prefix" attribute value must not start with "/".';
    block.error("Invalid workspace_key_prefix value", detail, "workspace_key_prefix");
  }
  if (has(program, legacyWorkflowDeprecated)) {
    deprecated("use_legacy_workflow", " and will be removed in an upcoming minor version.");
  }
  block.conflict("shared_credentials_file", "shared_credentials_files");
  deprecated("shared_credentials_file", '. Use "shared_credentials_files" instead.');
  deprecated("force_path_style", '. Use "use_path_style" instead.');
  block.conflict("force_path_style", "use_path_style");
  prepareRole(block, nestedOf(settings, "assume_role"), true);
  block.flatRole(padToLongestSoFar);
  const webIdentity = nestedOf(settings, "assume_role_with_web_identity");
  if (webIdentity) block.within(webIdentity).conflict("web_identity_token", "web_identity_token_file");
  prepareRole(block, webIdentity, false);
  block.conflict("allowed_account_ids", "forbidden_account_ids");
  const retryMode = textOf(settings, "retry_mode")?.value;
  if (retryMode !== undefined && retryMode !== "standard" && retryMode !== "adaptive") {
    block.error("Invalid retry mode", 'Valid values are "standard" and "adaptive".', "retry_mode");
  }
  for (const [service, flat] of Object.entries(flatEndpoints)) {
    if (nestedOf(settings, "endpoints")?.has(service) && settings.has(flat)) {
      block.exclusive([`endpoints.${service}`, flat], ["endpoints", flat]);
    }
  }
}

function prepareRole(block: Preparation, settings: Settings | null, arnRequired: boolean): void {
  if (!settings) return;
  const nested = block.within(settings);
  const where = placesOf(block.settings, "assume_role");
  if (arnRequired && settings.get("role_arn")?.value === "") {
    block.within(new Map()).required("assume_role.role_arn", "role_arn", where);
  } else if (arnRequired) nested.required("assume_role.role_arn", "role_arn", where);
  for (const [attribute, check] of Object.entries(role)) everyCheck(nested, attribute, check);
  policyArns(nested);
}

/** Unlike Terraform, OpenTofu checks on after an error. */
function everyCheck(block: Preparation, argument: string, check: Check): void {
  const value = textOf(block.settings, argument)?.value;
  const problem = value === undefined ? null : check(value);
  if (problem) block.error(problem.summary, problem.detail, argument);
}

/** OpenTofu shows the whole list, and stops at the first text that is no ARN. */
function policyArns(block: Preparation): void {
  const arns = textsOf(block.settings, "policy_arns") ?? [];
  const list = `[${arns.map(quote).join(" ")}]`;
  for (const arn of arns) {
    const problem = arnOf("policy")(arn);
    if (problem)
      block.error(
        problem.summary,
        problem.detail.replace(quote(arn), () => list),
        "policy_arns",
      );
    if (problem?.summary === "Invalid ARN") return;
  }
}

function touchesSlash(settings: Settings, argument: string): boolean {
  const value = textOf(settings, argument)?.value ?? "";
  return value.startsWith("/") || value.endsWith("/");
}

export const encryptionConflict = (other: string, kind = ""): string =>
  `Only one of "kms_key_id" and ${kind}${other} can be set.\n\nThe "kms_key_id" is used for encryption with KMS-Managed Keys (SSE-KMS)\nwhile ${other} is used for encryption with customer-managed keys (SSE-C).\nPlease choose one or the other.`;

/** OpenTofu pads a name to the longest that it has seen; it goes through the names in no particular order. */
function padToLongestSoFar(names: readonly string[]): readonly string[] {
  let longest = 0;
  return names.map((one) => one.padEnd((longest = Math.max(longest, one.length))));
}
