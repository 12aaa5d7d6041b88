import type { Arguments, ArgumentValue, Consumer } from "../aws/consumer.ts";
import type { SigningPlan } from "../aws/trace.ts";
import type { Environment } from "../machine/machine.ts";
import { firstSet } from "./environment.ts";
import type { NetworkArguments } from "./network.ts";
import { proxiesOf } from "./proxy.ts";
import type { StsEndpoint } from "./sts.ts";

/** What a consumer's block, and after it environment and profile, say about calls in general. */
export interface ConsumerSettings {
  readonly network: NetworkArguments;
  readonly sts: Pick<StsEndpoint, "fips" | "dualStack" | "maximumAttempts">;
  /** Terraform itself asks nobody who this is (`skip_credentials_validation` and `skip_requesting_account_id`). */
  readonly isUnchecked: boolean;
  readonly allowedAccounts: readonly string[] | null;
  readonly forbiddenAccounts: readonly string[] | null;
}

export function settingsOf(consumer: Consumer, { calls }: SigningPlan, environment: Environment): ConsumerSettings {
  const block = consumer.kind === "cli" ? null : consumer.arguments;
  const text = (name: string): string | undefined => textOf(valueOf(block, name));
  // `false` in the block doesn't take back what the environment says (aws-sdk-go-base, `commonLoadOptions`).
  const isOn = (name: string, variable: string): boolean =>
    text(name) === "true" || environment.get(variable)?.toLowerCase() === "true";
  const attempts = Number(text("max_retries") ?? (block ? undefined : firstSet(environment, "AWS_MAX_ATTEMPTS")));
  return {
    network: {
      httpProxy: text("http_proxy"),
      httpsProxy: text("https_proxy") ?? (hasSeparateProxies(consumer) ? proxiesOf(environment).https : undefined),
      noProxy: text("no_proxy"),
      caBundle: text("custom_ca_bundle"),
      profileCaBundle: calls?.caBundle ?? undefined,
      insecure: text("insecure") === "true",
    },
    sts: {
      fips: calls?.fips ?? isOn("use_fips_endpoint", "AWS_USE_FIPS_ENDPOINT"),
      dualStack: calls?.dualStack ?? isOn("use_dualstack_endpoint", "AWS_USE_DUALSTACK_ENDPOINT"),
      ...(attempts > 0 && { maximumAttempts: attempts }),
    },
    isUnchecked: text("skip_credentials_validation") === "true" && text("skip_requesting_account_id") === "true",
    allowedAccounts: listOf(valueOf(block, "allowed_account_ids")),
    forbiddenAccounts: listOf(valueOf(block, "forbidden_account_ids")),
  };
}

/** OpenTofu's backend takes an HTTP proxy for HTTP only (`ProxyMode: separate`). */
function hasSeparateProxies(consumer: Consumer): boolean {
  return (consumer.kind === "backend" || consumer.kind === "remote-state") && consumer.program.name === "opentofu";
}

/** `undefined`: not set, or not known. */
function valueOf(block: Arguments | null, name: string): ArgumentValue | undefined {
  const argument = block?.attributes.get(name);
  return argument?.known ? argument.value : undefined;
}

function textOf(value: ArgumentValue | undefined): string | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}

/** `null`: not set, or one of its elements isn't known, so that nothing can be said. */
function listOf(value: ArgumentValue | undefined): readonly string[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const elements = (value as Extract<ArgumentValue, readonly unknown[]>).map((element) =>
    element.known ? textOf(element.value) : undefined,
  );
  return elements.every((element) => element !== undefined) ? elements : null;
}
