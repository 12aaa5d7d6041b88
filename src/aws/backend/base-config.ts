import type { BaseConfig, RoleRequest, WebIdentityRequest } from "../chain/base-config.ts";
import type { Libraries } from "../chain/libraries.ts";
import { parseDuration } from "../go-duration.ts";
import { inEnvironment } from "../place.ts";
import type { Place } from "../place.ts";
import { flatRole } from "./preparation.ts";
import type { Shell } from "../shell.ts";
import { has, newest } from "./release.ts";
import type { Program, Spans } from "./release.ts";
import { flagOf, mapOf, nestedOf, numberOf, placesOf, textOf, textsOf } from "../schema/settings.ts";
import type { Setting, Settings } from "../schema/settings.ts";

const documentation: Readonly<Record<Program["name"], readonly (readonly [since: string, url: string])[]>> = {
  terraform: [
    ["0", "https://www.terraform.io/docs/language/settings/backends/s3.html"],
    ["1.11.4", "https://developer.hashicorp.com/terraform/language/backend/s3"],
  ],
  opentofu: [["0", "https://opentofu.org/docs/language/settings/backends/s3"]],
};

/** `use_legacy_workflow`, when nobody says. */
const legacyWorkflowByDefault: Spans = { terraform: ["1.6.0", "1.7.0"], opentofu: ["0", "1.7.0"] };
/** `AWS_USE_FIPS_ENDPOINT=false` switches FIPS on: any value does. */
const anyValueIsTrue: Spans = { terraform: ["1.6.0", "1.15.0"] };
/** `AWS_USE_FIPS_ENDPOINT` and `AWS_USE_DUALSTACK_ENDPOINT` switch on whatever they are set to, even `false`. */
export const takesAnyValueForTrue = (program: Program): boolean => has(program, anyValueIsTrue);
const readsBooleans: Spans = { terraform: ["1.15.0"] };
/** `HTTP_PROXY` and `HTTPS_PROXY` are copied into the `http_proxy` argument. */
const copiesProxy: Spans = { terraform: ["1.6.0", "1.6.4"] };
const terraform: Spans = { terraform: ["1.6.0"] };

/** An argument that variables may stand in for. */
interface Fallback {
  readonly value: string;
  readonly places: readonly Place[];
}

const unset: Fallback = { value: "", places: [] };

/** What the backend hands to `aws-sdk-go-base`, with the variables that it reads itself. */
export function baseConfig(settings: Settings, program: Program, libraries: Libraries, shell: Shell): BaseConfig {
  const places = new Map<string, readonly Place[]>();
  const orVariable = (argument: string, from: Settings, names: readonly string[], as = argument): Fallback => {
    const text = textOf(from, argument);
    const name = text ? undefined : names.find((one) => shell.env(one) !== "");
    const found = text ?? (name === undefined ? unset : { value: shell.env(name), places: [inEnvironment(name)] });
    if (found.places.length > 0) places.set(as, found.places);
    return found;
  };
  const text = (argument: string, ...names: string[]): string => orVariable(argument, settings, names).value;
  const endpoint = (service: "sts" | "sso", flat: string, ...names: string[]): string => {
    const as = `${service}_endpoint`;
    const services = nestedOf(settings, "endpoints") ?? new Map<string, Setting>();
    const from = services.has(service) ? orVariable(service, services, [], as) : orVariable(flat, settings, names, as);
    const bare = from.value !== "" && !/[a-z]*:\/\//.test(from.value);
    return program.name === "opentofu" && bare ? `https://${from.value}` : from.value;
  };
  const files = (argument: string, name: string): readonly string[] => {
    const given = textsOf(settings, argument);
    if (given) return given;
    if (shell.env(name) !== "") places.set(argument, [inEnvironment(name)]);
    return shell.env(name) === "" ? [] : [shell.env(name)];
  };
  const flag = (argument: string, name: string): boolean => {
    const given = flagOf(settings, argument);
    const value = shell.env(name);
    if (given !== null || value === "") return given ?? false;
    places.set(argument, [inEnvironment(name)]);
    return has(program, anyValueIsTrue) || (has(program, readsBooleans) && value.toLowerCase() === "true");
  };
  const proxy = (argument: string, ...names: string[]): string | null => {
    const found = orVariable(argument, settings, names);
    return found === unset ? null : found.value;
  };
  const credentialsFiles = files("shared_credentials_files", "AWS_SHARED_CREDENTIALS_FILE");
  const credentialsFile = textOf(settings, "shared_credentials_file")?.value;
  const skipImds = flagOf(settings, "skip_metadata_api_check");
  const imdsEndpoints = ["AWS_EC2_METADATA_SERVICE_ENDPOINT", ...(has(program, terraform) ? ["AWS_METADATA_URL"] : [])];

  return {
    libraries,
    documentation: newest(program, documentation[program.name]) ?? "",
    caller: "S3 Backend",
    accessKey: text("access_key"),
    secretKey: text("secret_key"),
    token: text("token"),
    profile: text("profile"),
    region: text("region"),
    stsRegion: text("sts_region"),
    sharedConfigFiles: files("shared_config_files", "AWS_SHARED_CONFIG_FILE"),
    sharedCredentialsFiles:
      credentialsFiles.length === 0 && credentialsFile !== undefined ? [credentialsFile] : credentialsFiles,
    customCaBundle: text("custom_ca_bundle", "AWS_CA_BUNDLE"),
    retryMode: has(program, terraform) ? text("retry_mode", "AWS_RETRY_MODE") : text("retry_mode"),
    imdsEnabled: skipImds === null ? null : !skipImds,
    imdsEndpoint: text("ec2_metadata_service_endpoint", ...imdsEndpoints),
    imdsEndpointMode: text("ec2_metadata_service_endpoint_mode", "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"),
    metadata: "unreachable",
    endpoints: {
      sts: endpoint("sts", "sts_endpoint", "AWS_ENDPOINT_URL_STS", "AWS_STS_ENDPOINT"),
      sso: has(program, { terraform: ["1.6.4"] }) ? endpoint("sso", "", "AWS_ENDPOINT_URL_SSO") : "",
    },
    useFips: flag("use_fips_endpoint", "AWS_USE_FIPS_ENDPOINT"),
    useDualStack: flag("use_dualstack_endpoint", "AWS_USE_DUALSTACK_ENDPOINT"),
    httpProxy: proxy("http_proxy", ...(has(program, copiesProxy) ? ["HTTP_PROXY", "HTTPS_PROXY"] : [])),
    httpsProxy: proxy("https_proxy"),
    proxyMode: program.name === "opentofu" ? "separate" : "legacy",
    roles: roleOf(settings),
    webIdentity: webIdentityOf(settings, program, shell),
    legacyWorkflow: flagOf(settings, "use_legacy_workflow") ?? has(program, legacyWorkflowByDefault),
    where: (...names) => names.flatMap((name) => places.get(name) ?? placesOf(settings, name)),
  };
}

function roleOf(settings: Settings): readonly RoleRequest[] {
  const nested = nestedOf(settings, "assume_role");
  if (nested) {
    const seconds = secondsOf(textOf(nested, "duration")?.value);
    return [roleRequest(nested, (name) => name, seconds, placesOf(settings, "assume_role"))];
  }
  if (!settings.has("role_arn")) return [];
  const flat = (name: string): string => Object.keys(flatRole).find((argument) => flatRole[argument] === name) ?? name;
  return [
    roleRequest(settings, flat, numberOf(settings, "assume_role_duration_seconds"), placesOf(settings, "role_arn")),
  ];
}

/** @param called What an attribute of `assume_role` is called in the settings at hand. */
function roleRequest(
  settings: Settings,
  called: (name: string) => string,
  durationSeconds: number | null,
  where: readonly Place[],
): RoleRequest {
  const text = (name: string): string => textOf(settings, called(name))?.value ?? "";
  return {
    roleArn: text("role_arn"),
    sessionName: text("session_name"),
    durationSeconds: durationSeconds === 0 ? null : durationSeconds,
    externalId: text("external_id"),
    policy: text("policy").trim(),
    policyArns: textsOf(settings, called("policy_arns")) ?? [],
    tags: Object.fromEntries(mapOf(settings, called("tags")) ?? []),
    transitiveTagKeys: textsOf(settings, called("transitive_tag_keys")) ?? [],
    sourceIdentity: text("source_identity"),
    where: [...placesOf(settings, called("role_arn")), ...where],
  };
}

/** OpenTofu lets the environment fill in what the object leaves out. */
const webIdentityVariables: Readonly<Record<string, string>> = {
  role_arn: "AWS_ROLE_ARN",
  session_name: "AWS_ROLE_SESSION_NAME",
  web_identity_token: "AWS_WEB_IDENTITY_TOKEN",
  web_identity_token_file: "AWS_WEB_IDENTITY_TOKEN_FILE",
};

function webIdentityOf(settings: Settings, program: Program, shell: Shell): WebIdentityRequest | null {
  const nested = nestedOf(settings, "assume_role_with_web_identity");
  if (!nested) return null;
  const where = [...placesOf(settings, "assume_role_with_web_identity")];
  const text = (name: string): string => {
    const given = textOf(nested, name)?.value;
    const fallback = program.name === "opentofu" ? (webIdentityVariables[name] ?? "") : "";
    if (given !== undefined || fallback === "" || shell.env(fallback) === "") return given ?? "";
    where.push(inEnvironment(fallback));
    return shell.env(fallback);
  };
  return {
    roleArn: text("role_arn"),
    sessionName: text("session_name"),
    durationSeconds: secondsOf(textOf(nested, "duration")?.value),
    policy: text("policy").trim(),
    policyArns: textsOf(nested, "policy_arns") ?? [],
    token: text("web_identity_token"),
    tokenFile: text("web_identity_token_file"),
    where,
  };
}

function secondsOf(duration: string | undefined): number | null {
  const parsed = duration === undefined ? null : parseDuration(duration);
  return parsed && "nanoseconds" in parsed ? Number(parsed.nanoseconds / 1_000_000_000n) || null : null;
}
