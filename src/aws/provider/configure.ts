import type { Diagnostics } from "../schema/diagnostics.ts";
import { flagOf, mapOf, placesOf, textOf, textsOf, Unknown } from "../schema/settings.ts";
import type { Settings } from "../schema/settings.ts";
import type { BaseConfig, RoleRequest, WebIdentityRequest } from "../chain/base-config.ts";
import type { Libraries } from "../chain/libraries.ts";
import { parseDuration } from "../go-duration.ts";
import { atLeast } from "../release.ts";
import type { Block, NestedBlock } from "../schema/check-block.ts";
import type { Variables } from "../shell.ts";
import type { Unknown as UnknownFact } from "../trace.ts";
import { endpointsOf } from "./endpoints.ts";
import { roleChaining } from "./schema.ts";

/** What the provider hands to aws-sdk-go-base, and what it has to say before it does. */
export interface Configuration {
  readonly base: BaseConfig;
  readonly unknown: readonly UnknownArgument[];
}

/** An argument that can't be told from here. */
interface UnknownArgument {
  readonly fact: UnknownFact;
  /** Terraform doesn't know it either before apply, and configures the provider as if it weren't set. */
  readonly plannedAsUnset: boolean;
}

const value = (settings: Settings, name: string): string => textOf(settings, name)?.value ?? "";

/** `configure` of the provider: reads its arguments (and a few variables) and reports what is missing. */
export function configure(
  block: Block,
  shell: Variables,
  libraries: Libraries,
  version: string,
  diagnostics: Diagnostics,
): Configuration {
  const { settings } = block;
  const text = (name: string): string => value(settings, name);
  const endpoints = endpointsOf(block, shell, version);
  for (const { summary, detail, where } of endpoints.warnings) diagnostics.warn(summary, detail, where);
  if (text("retry_mode") !== "" && !["standard", "adaptive"].includes(text("retry_mode"))) {
    diagnostics.error("config", `unknown RetryMode, ${text("retry_mode")}`, "", placesOf(settings, "retry_mode"));
  }
  const compliance = textOf(settings, "tag_policy_compliance")?.value;
  if (compliance !== undefined && !["error", "warning", "disabled"].includes(compliance)) {
    const detail = 'Must be one of "error", "warning", or "disabled"';
    diagnostics.error("schema", "Invalid Attribute Value", detail, placesOf(settings, "tag_policy_compliance"));
  }
  warnOfEndpoints(block, version, diagnostics);
  const files = (plural: string, singular: string): readonly string[] => {
    const list = textsOf(settings, plural) ?? [];
    return list.length === 0 && text(singular) !== "" ? [text(singular)] : list;
  };
  const imdsEndpoint = text("ec2_metadata_service_endpoint");
  const base: BaseConfig = {
    libraries,
    documentation: "https://registry.terraform.io/providers/hashicorp/aws",
    caller: "Terraform AWS Provider",
    accessKey: text("access_key"),
    secretKey: text("secret_key"),
    token: text("token"),
    profile: text("profile"),
    region: text("region"),
    stsRegion: text("sts_region"),
    sharedConfigFiles: textsOf(settings, "shared_config_files") ?? [],
    sharedCredentialsFiles: files("shared_credentials_files", "shared_credentials_file"),
    customCaBundle: text("custom_ca_bundle"),
    retryMode: text("retry_mode"),
    imdsEnabled: imdsEnabled(settings, version),
    imdsEndpoint,
    // The mode alone has no effect.
    imdsEndpointMode: imdsEndpoint === "" ? "" : text("ec2_metadata_service_endpoint_mode"),
    metadata: "refuses",
    endpoints,
    useFips: flagOf(settings, "use_fips_endpoint") ?? false,
    useDualStack: flagOf(settings, "use_dualstack_endpoint") ?? false,
    httpProxy: textOf(settings, "http_proxy")?.value ?? null,
    httpsProxy: textOf(settings, "https_proxy")?.value ?? null,
    proxyMode: "legacy",
    roles: rolesOf(block, version, diagnostics),
    webIdentity: webIdentityOf(block, shell, version, diagnostics),
    legacyWorkflow: false,
    where: (...names) => names.flatMap((name) => placesOf(settings, name)),
  };
  return { base, unknown: unknownFacts(block) };
}

function warnOfEndpoints(block: Block, version: string, diagnostics: Diagnostics): void {
  const regional = "s3_us_east_1_regional_endpoint";
  if (atLeast(version, "6.0.0") && value(block.settings, regional).toLowerCase() === "legacy") {
    const detail = `Support for the global S3 endpoint is deprecated. The "${regional}" argument will be removed in a future major version. Remove this argument from the configuration, or set it to "regional" to verify connectivity with the regional S3 endpoint instead.`;
    diagnostics.warn("Global S3 Endpoint Support Deprecated", detail, placesOf(block.settings, regional));
  }
  const endpoints = block.blocks.filter(({ kind }) => kind === "endpoints");
  if (atLeast(version, "5.35.0") && endpoints.length > 1) {
    const detail = `Attribute "endpoints" should have at most 1 element, got ${endpoints.length}.\n\nThis will be an error in a future release.`;
    diagnostics.warn("Invalid Attribute Value", detail, endpoints[1]?.where);
  }
}

function imdsEnabled(settings: Settings, version: string): boolean | null {
  const skip = value(settings, "skip_metadata_api_check");
  if (skip === "") return null;
  const isTrue = /^(?:1|t|true)$/i.test(skip);
  // Before 4.12.0 a plain boolean: false and unset were the same.
  return !isTrue && !atLeast(version, "4.12.0") ? null : !isTrue;
}

function seconds(settings: Settings): number | null {
  const parsed = parseDuration(value(settings, "duration"));
  return "error" in parsed ? null : Number(parsed.nanoseconds / 1_000_000_000n);
}

/** `[since, what becomes of a single block without role_arn]` */
const emptyRole = [
  ["0.0.0", "ignored", ""],
  ["5.67.0", "error", ""],
  ["5.68.0", "warning", "\n\nThis will be an error in a future release."],
  ["6.0.0", "warning", "\n\nThis will be an error in a future release of the provider."],
] as const;

function rolesOf(block: Block, version: string, diagnostics: Diagnostics): readonly RoleRequest[] {
  const blocks = block.blocks.filter(({ kind, unknown }) => kind === "assume_role" && unknown === null);
  const summary = "Missing required argument";
  const detail = 'The argument "role_arn" is required, but no definition was found.';
  const empty = blocks.find(({ settings }) => value(settings, "role_arn") === "" && !mayBeSet(settings, "role_arn"));
  if (empty) {
    const [, effect, postscript] = emptyRole.findLast(([since]) => atLeast(version, since)) ?? emptyRole[0];
    if (effect === "error" || (blocks.length > 1 && atLeast(version, roleChaining))) {
      diagnostics.error("schema", summary, detail, empty.where);
    } else if (effect === "warning") diagnostics.warn(summary, detail + postscript, empty.where);
    if (blocks.length === 1) return [];
  }
  return blocks.map(({ settings, where }) => ({
    roleArn: value(settings, "role_arn"),
    sessionName: value(settings, "session_name"),
    durationSeconds: seconds(settings),
    externalId: value(settings, "external_id"),
    policy: value(settings, "policy"),
    policyArns: textsOf(settings, "policy_arns") ?? [],
    tags: Object.fromEntries(mapOf(settings, "tags") ?? []),
    transitiveTagKeys: textsOf(settings, "transitive_tag_keys") ?? [],
    sourceIdentity: value(settings, "source_identity"),
    where: placesOf(settings, "role_arn").length > 0 ? placesOf(settings, "role_arn") : where,
  }));
}

/** The releases whose block takes its token from the environment. */
const tokenFromEnvironment = "6.56.0";

function webIdentityOf(
  block: Block,
  shell: Variables,
  version: string,
  diagnostics: Diagnostics,
): WebIdentityRequest | null {
  const nested = block.blocks.find(({ kind, unknown }) => kind === "assume_role_with_web_identity" && unknown === null);
  if (!nested) return null;
  const { settings, where } = nested;
  let token = value(settings, "web_identity_token");
  let tokenFile = value(settings, "web_identity_token_file");
  if (atLeast(version, tokenFromEnvironment)) {
    if (isEmpty(nested)) return null;
    token = token || shell.env("TF_AWS_WEB_IDENTITY_TOKEN");
    tokenFile = tokenFile || shell.env("AWS_WEB_IDENTITY_TOKEN_FILE");
    const known = !isUnknown(settings, "web_identity_token") && !isUnknown(settings, "web_identity_token_file");
    if (known && (token === "") === (tokenFile === "")) {
      const detail = "Exactly one of web_identity_token or web_identity_token_file is required";
      diagnostics.error("schema", "Invalid Attribute Combination", detail, where);
    }
  }
  return {
    roleArn: value(settings, "role_arn"),
    sessionName: value(settings, "session_name"),
    durationSeconds: seconds(settings),
    policy: value(settings, "policy"),
    policyArns: textsOf(settings, "policy_arns") ?? [],
    token,
    tokenFile,
    where: placesOf(settings, "role_arn").length > 0 ? placesOf(settings, "role_arn") : where,
  };
}

const isEmpty = ({ settings }: NestedBlock): boolean => settings.size === 0;

/** It has a value in the plan, though not one that can be told from here. */
function mayBeSet(settings: Settings, name: string): boolean {
  const setting = settings.get(name)?.value;
  return setting instanceof Unknown && !setting.afterApply;
}

const isUnknown = (settings: Settings, name: string): boolean => settings.get(name)?.value instanceof Unknown;

/** What depends on an argument, where that isn't told by its name. */
const dependents: Readonly<Record<string, UnknownFact["what"]>> = {
  region: "region",
  allowed_account_ids: "account",
  forbidden_account_ids: "account",
  skip_credentials_validation: "account",
  skip_requesting_account_id: "account",
  access_key: "identity",
  secret_key: "identity",
  token: "identity",
  profile: "identity",
  shared_config_files: "identity",
  shared_credentials_file: "identity",
  shared_credentials_files: "identity",
  skip_metadata_api_check: "identity",
};

/** Arguments of the block that can't be told from here. */
function unknownFacts(block: Block): UnknownArgument[] {
  const facts: UnknownArgument[] = [];
  const add = (settings: Settings, whatOf: (name: string) => UnknownFact["what"], path = ""): void => {
    for (const [name, { value: unknown, places }] of settings) {
      if (!(unknown instanceof Unknown)) continue;
      const fact = { what: whatOf(name), argument: path + name, because: `${name}: ${unknown.because}`, where: places };
      facts.push({ fact, plannedAsUnset: unknown.afterApply });
    }
  };
  add(block.settings, (name) => dependents[name] ?? "arguments");
  for (const { kind, settings, unknown, where } of block.blocks) {
    if (kind !== "assume_role" && kind !== "assume_role_with_web_identity") continue;
    const what = kind === "assume_role" ? "roles" : "identity";
    if (unknown !== null)
      facts.push({ fact: { what, argument: kind, because: unknown, where }, plannedAsUnset: false });
    const whatOf = (name: string): typeof what | "arguments" =>
      name === "role_arn" || name.startsWith("web_identity_token") ? what : "arguments";
    add(settings, whatOf, `${kind}.`);
  }
  return facts;
}
