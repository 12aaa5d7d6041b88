import { flagOf, placesOf, textsOf } from "../schema/settings.ts";
import type { Settings } from "../schema/settings.ts";
import { simple } from "../chain/messages.ts";
import type { BaseOutcome } from "../chain/get-aws-config.ts";
import { isKnownRegion } from "../partitions.ts";
import { atLeast } from "../release.ts";
import type { Failure, Message, Unknown } from "../trace.ts";

export interface Validation {
  readonly failures: readonly Failure[];
  readonly warnings: readonly Message[];
  readonly unknown: readonly Unknown[];
  /** `null`: not asked for, or only a call can tell. */
  readonly account: string | null;
}

/** `[since, text]` of a region that isn't in the list; `[base]` is the beta of the library that the text comes from. */
const invalidRegion = (region: string, base: number): string => `${base >= 57 ? "i" : "I"}nvalid AWS Region: ${region}`;

/** What the provider checks once it has credentials: the region, the account, the lists of accounts (`ConfigureProvider`). */
export function validate(outcome: BaseOutcome, settings: Settings, version: string, base: number): Validation {
  const region = outcome.region ?? "";
  const where = outcome.regionWhere;
  const skip = (name: string): boolean => flagOf(settings, name) === true;
  const skipCredentials = skip("skip_credentials_validation");
  const skipAccount = skip("skip_requesting_account_id");
  const stop = (failure: Failure): Validation => ({ failures: [failure], warnings: [], unknown: [], account: null });

  // Until 5.21 STS is asked first, and it is STS that misses the region.
  if (!atLeast(version, "5.22.0") && region === "" && !skipCredentials) {
    const missing =
      "operation error STS: GetCallerIdentity, failed to resolve service endpoint, an AWS region is required, but was not found";
    return stop(
      simple("validate", `validating provider credentials: retrieving caller identity from STS: ${missing}`, where),
    );
  }
  if (!skip("skip_region_validation") && region !== "{imds}" && !isKnownRegion(region, base)) {
    return stop(simple("validate", invalidRegion(region, base), where));
  }

  const account = skipCredentials && skipAccount ? "" : outcome.account;
  const warnings: Message[] = [];
  if (account === "" && (!skipAccount || !atLeast(version, "6.0.0"))) {
    const detail =
      "See https://registry.terraform.io/providers/hashicorp/aws/latest/docs#skip_requesting_account_id for implications.";
    warnings.push({
      summary: "AWS account ID not found for provider",
      detail,
      where: placesOf(settings, "skip_requesting_account_id"),
    });
  }
  return { warnings, ...checkAccount(account, settings, version) };
}

/** `VerifyAccountIDAllowed`; the numbers are compared as text. */
function checkAccount(account: string | null, settings: Settings, version: string): Omit<Validation, "warnings"> {
  const allowed = textsOf(settings, "allowed_account_ids") ?? [];
  // From 4.0.0 to 5.6.2 the provider looked through the wrong list (hashicorp/terraform-provider-aws#32352).
  const forbidden = atLeast(version, "5.7.0") ? (textsOf(settings, "forbidden_account_ids") ?? []) : [];
  const lists = [
    ["forbidden_account_ids", forbidden, (id: string) => forbidden.includes(id)],
    ["allowed_account_ids", allowed, (id: string) => !allowed.includes(id)],
  ] as const;
  for (const [name, list, refuses] of lists) {
    if (list.length === 0) continue;
    const where = placesOf(settings, name);
    if (account === null) {
      const because = `${name} can't be checked: which account it is, only a call can tell`;
      return { failures: [], unknown: [{ what: "account", because, where }], account };
    }
    if (refuses(account)) {
      return {
        failures: [simple("validate", `AWS account ID not allowed: ${account}`, where)],
        unknown: [],
        account: account || null,
      };
    }
  }
  return { failures: [], unknown: [], account: account === "" ? null : account };
}
