import type { Variables } from "../shell.ts";
import type { Diagnostics } from "../schema/diagnostics.ts";
import { placesOf, textOf } from "../schema/settings.ts";
import type { Setting, Settings } from "../schema/settings.ts";
import { inEnvironment } from "../place.ts";

/** Arguments that the environment fills in, and with which variables. */
const defaults: Readonly<Record<string, readonly string[]>> = {
  region: ["AWS_REGION", "AWS_DEFAULT_REGION"],
  dynamodb_endpoint: ["AWS_DYNAMODB_ENDPOINT"],
  endpoint: ["AWS_S3_ENDPOINT"],
  iam_endpoint: ["AWS_IAM_ENDPOINT"],
  sts_endpoint: ["AWS_STS_ENDPOINT"],
  sse_customer_key: ["AWS_SSE_CUSTOMER_KEY"],
};

/** `Schema` of Terraform up to 1.5: defaults, what is required, and what each argument checks. */
export function prepareSdkV1(settings: Settings, shell: Variables, diagnostics: Diagnostics): Settings {
  const prepared = new Map<string, Setting>(settings);
  for (const [argument, names] of Object.entries(defaults)) {
    const name = prepared.has(argument) ? undefined : names.find((one) => shell.env(one) !== "");
    if (name !== undefined) prepared.set(argument, { value: shell.env(name), places: [inEnvironment(name)] });
  }
  const error = (summary: string, argument: string): void => {
    diagnostics.error("schema", summary, "", placesOf(settings, argument));
  };
  for (const argument of ["bucket", "key", "region"]) {
    if (!prepared.has(argument)) error(`"${argument}": required field is not set`, argument);
  }
  const text = (argument: string): string => textOf(prepared, argument)?.value ?? "";
  if (text("key").startsWith("/")) error("key must not start with '/'", "key");
  else if (text("key").endsWith("/")) error("key must not end with '/'", "key");
  const prefix = text("workspace_key_prefix");
  if (prefix.startsWith("/") || prefix.endsWith("/")) {
    error("workspace_key_prefix must not start or end with '/'", "workspace_key_prefix");
  }
  const customerKey = text("sse_customer_key");
  if (customerKey !== "" && new TextEncoder().encode(customerKey).length !== 44) {
    error("sse_customer_key must be 44 characters in length (256 bits, base64 encoded)", "sse_customer_key");
  }
  return prepared;
}
