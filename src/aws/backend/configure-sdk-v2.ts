import { unknownRegion } from "../chain/base-config.ts";
import type { BaseConfig } from "../chain/base-config.ts";
import { getAwsConfig } from "../chain/get-aws-config.ts";
import type { BaseOutcome } from "../chain/get-aws-config.ts";
import { describeSteps } from "../chain/steps.ts";
import type { Libraries } from "../chain/libraries.ts";
import { isKnownRegion } from "../partitions.ts";
import { inEnvironment } from "../place.ts";
import type { Shell } from "../shell.ts";
import type { Step, Unknown } from "../trace.ts";
import { baseConfig } from "./base-config.ts";
import type { Diagnostics } from "../schema/diagnostics.ts";
import { hides, nothing } from "./outcome.ts";
import type { Found } from "./outcome.ts";
import { encryptionConflict } from "./prepare-opentofu.ts";
import type { Program } from "./release.ts";
import { flagOf, placesOf, textOf } from "../schema/settings.ts";
import type { Settings } from "../schema/settings.ts";
import { unknownArguments } from "./unknown-arguments.ts";
import { validateAccount } from "./validate-account.ts";

/** Since this release of aws-sdk-go-base its message about regions begins with a small letter; Terraform raises it again. */
const smallLetter = 57;

/** Variables that Terraform reads beside those of the SDK, and what to use instead. */
const deprecatedVariables: Readonly<Record<string, string>> = {
  AWS_DYNAMODB_ENDPOINT: "AWS_ENDPOINT_URL_DYNAMODB",
  AWS_IAM_ENDPOINT: "AWS_ENDPOINT_URL_IAM",
  AWS_METADATA_URL: "AWS_EC2_METADATA_SERVICE_ENDPOINT",
  AWS_S3_ENDPOINT: "AWS_ENDPOINT_URL_S3",
  AWS_STS_ENDPOINT: "AWS_ENDPOINT_URL_STS",
};

/** `Configure` of Terraform since 1.6 and of OpenTofu. */
export function configureSdkV2(
  settings: Settings,
  program: Program,
  libraries: Libraries,
  shell: Shell,
  diagnostics: Diagnostics,
): Found {
  const hidden = unknownArguments(settings);
  const regionKnown = !hides(hidden, "region");
  const region = textOf(settings, "region")?.value ?? "";
  if (region !== "" && flagOf(settings, "skip_region_validation") !== true && !isKnownRegion(region, libraries.base)) {
    const small = program.name === "opentofu" && libraries.base >= smallLetter;
    const detail = `${small ? "i" : "I"}nvalid AWS Region: ${region}`;
    diagnostics.error("schema", "Invalid region value", detail, placesOf(settings, "region"));
    return nothing;
  }
  checkCustomerKey(settings, program, shell, diagnostics);
  if (program.name === "terraform") warnOfVariables(shell, diagnostics);

  const given = baseConfig(settings, program, libraries, shell);
  const base = regionKnown ? given : { ...given, region: unknownRegion };
  if (hides(hidden, "identity", "roles")) {
    return { ...nothing, unknown: hidden, steps: describeSteps(shell, base, null, hidden) };
  }
  const found = getAwsConfig(shell, base);
  for (const failure of found.failures) diagnostics.fail(failure);
  for (const { summary, detail, where } of found.warnings) diagnostics.warn(summary, detail, where);
  const untold = hides(hidden, "account") ? [] : validateAccount(settings, program, base, found, shell, diagnostics);
  const { identity, ifUnavailable, account, expires, plan } = found;
  return {
    identity,
    region: regionKnown ? found.region : null,
    ifUnavailable,
    account,
    expires,
    plan,
    unknown: [...hidden, ...found.unknown, ...untold],
    steps: stepsOf(shell, base, found, hidden),
  };
}

/** The legacy workflow drops the `profile` argument beside keys of the environment. */
function stepsOf(shell: Shell, base: BaseConfig, found: BaseOutcome, hidden: readonly Unknown[]): readonly Step[] {
  const keys = shell.env("AWS_ACCESS_KEY_ID") !== "" && shell.env("AWS_SECRET_ACCESS_KEY") !== "";
  if (!base.legacyWorkflow || base.profile === "" || !keys) return describeSteps(shell, base, found, hidden);
  const because = `profile "${base.profile}"; in the legacy workflow of this release keys of the environment come first`;
  const dropped: Step = { source: "profile argument", status: "shadowed", because, where: base.where("profile") };
  return describeSteps(shell, { ...base, profile: "" }, found, hidden).map((step) =>
    step.source === dropped.source ? dropped : step,
  );
}

/** The key of SSE-C. The run goes on after these errors. */
function checkCustomerKey(settings: Settings, program: Program, shell: Shell, diagnostics: Diagnostics): void {
  const variable = shell.env("AWS_SSE_CUSTOMER_KEY");
  const error = (summary: string, detail: string, argument?: string): void => {
    const where = argument === undefined ? [inEnvironment("AWS_SSE_CUSTOMER_KEY")] : placesOf(settings, argument);
    diagnostics.error("config", summary, detail, where);
  };
  if (program.name === "terraform" && settings.has("kms_key_id") && variable !== "") {
    const detail = encryptionConflict('"AWS_SSE_CUSTOMER_KEY"', "the environment variable ");
    error("Invalid encryption configuration", detail, "kms_key_id");
  }
  const given = textOf(settings, "sse_customer_key");
  const problem = given ? keyProblem(given.value) : variable === "" ? null : keyProblem(variable);
  if (problem === null) return;
  if (given) error("Invalid sse_customer_key value", `sse_customer_key ${problem}`, "sse_customer_key");
  else error("Invalid AWS_SSE_CUSTOMER_KEY value", `The environment variable "AWS_SSE_CUSTOMER_KEY" ${problem}`);
}

function keyProblem(key: string): string | null {
  if (new TextEncoder().encode(key).length !== 44) return "must be 44 characters in length";
  // Go names the first byte that doesn't fit; 44 characters of which the last may be padding.
  const fits = /^[A-Za-z0-9+/]*/.exec(key)?.[0].length ?? 0;
  const padding = key.slice(fits);
  if (padding === "" || padding === "=" || padding === "==") return null;
  return `must be base64 encoded: illegal base64 data at input byte ${fits}`;
}

function warnOfVariables(shell: Shell, diagnostics: Diagnostics): void {
  for (const [variable, replacement] of Object.entries(deprecatedVariables)) {
    if (shell.env(variable) === "") continue;
    const detail = `The environment variable "${variable}" is deprecated. Use environment variable "${replacement}" instead.`;
    diagnostics.warn("Deprecated Environment Variable", detail, [inEnvironment(variable)]);
  }
}
