import { getAwsConfig } from "../chain/get-aws-config.ts";
import type { Libraries } from "../chain/libraries.ts";
import { isKnownRegion } from "../partitions.ts";
import { inEnvironment } from "../place.ts";
import type { Shell } from "../shell.ts";
import type { Outcome } from "../trace.ts";
import { baseConfig } from "./base-config.ts";
import type { Diagnostics } from "./diagnostics.ts";
import { nothing } from "./outcome.ts";
import { encryptionConflict } from "./prepare-opentofu.ts";
import type { Program } from "./release.ts";
import { flagOf, placesOf, textOf } from "./settings.ts";
import type { Settings } from "./settings.ts";
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
): Outcome {
  const region = textOf(settings, "region")?.value ?? "";
  if (region !== "" && flagOf(settings, "skip_region_validation") !== true && !isKnownRegion(region, libraries.base)) {
    const small = program.name === "opentofu" && libraries.base >= smallLetter;
    const detail = `${small ? "i" : "I"}nvalid AWS Region: ${region}`;
    diagnostics.error("schema", "Invalid region value", detail, placesOf(settings, "region"));
    return nothing;
  }
  checkCustomerKey(settings, program, shell, diagnostics);
  if (program.name === "terraform") warnOfVariables(shell, diagnostics);

  const base = baseConfig(settings, program, libraries, shell);
  const found = getAwsConfig(shell, base);
  for (const failure of found.failures) diagnostics.fail(failure);
  for (const { summary, detail, where } of found.warnings) diagnostics.warn(summary, detail, where);
  const untold = validateAccount(settings, program, base, found, shell, diagnostics);
  const { identity, ifUnavailable, account, expires, plan } = found;
  const unknown = [...found.unknown, ...untold];
  return { ...nothing, identity, region: found.region, ifUnavailable, account, expires, unknown, plan };
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
