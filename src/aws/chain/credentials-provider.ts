import type { Place } from "../place.ts";
import type { CredentialSource, RoleHop, Via } from "../trace.ts";
import { stsProblem } from "./sts.ts";
import type { StsSettings } from "./sts.ts";
import type { BaseConfig } from "./base-config.ts";
import { configHas } from "./libraries.ts";

/** A credentials provider of the SDK: built, but not asked yet. */
export interface CredentialsProvider {
  readonly via: Via;
  /** The profile that supplies the credentials. */
  readonly profile: string | null;
  readonly accessKeyId: string | null;
  readonly roles: readonly string[];
  /** What it says when it is asked, where that is certain already; `null`: it may deliver. */
  readonly refusal: string | null;
  /** What it says when the service or program behind it doesn't deliver; `null` when nothing is behind it. */
  readonly unavailable: string | null;
  /** The SDK has put a cache around it, which adds its own words to every error. */
  readonly cached: boolean;
  readonly source: CredentialSource;
  readonly hops: readonly RoleHop[];
  readonly account: string | null;
  /** Milliseconds since 1970 (UTC). */
  readonly expires: number | null;
  /** What it was made from. */
  readonly where: readonly Place[];
}

/** No provider can be made: reported as it stands, without "No valid credential sources found". */
export interface ResolveError {
  readonly error: string;
  /** Why the error isn't certain: what would have to be asked. */
  readonly doubt?: string;
  readonly where: readonly Place[];
}

const prefixed = (
  provider: CredentialsProvider,
  prefix: string,
): Pick<CredentialsProvider, "refusal" | "unavailable"> => ({
  refusal: provider.refusal === null ? null : prefix + provider.refusal,
  unavailable: provider.unavailable === null ? null : prefix + provider.unavailable,
});

/** `aws.CredentialsCache` around a provider. */
export function withCache(provider: CredentialsProvider): CredentialsProvider {
  if (provider.cached) return provider;
  return { ...provider, ...prefixed(provider, "failed to refresh cached credentials, "), cached: true };
}

/** AssumeRole with what a provider delivers. */
export function withRole(
  provider: CredentialsProvider,
  hop: RoleHop,
  settings: StsSettings,
  { libraries, metadata }: Pick<BaseConfig, "libraries" | "metadata">,
): CredentialsProvider {
  const signing = configHas(libraries, "identityResolution")
    ? "get identity: get credentials: "
    : "failed to sign request: failed to retrieve credentials: ";
  const call = "operation error STS: AssumeRole, ";
  const unreachable = metadata === "unreachable" && provider.via === "imds" && provider.roles.length === 0;
  const attempts = unreachable && configHas(libraries, "signsAgain") ? "exceeded maximum number of attempts, 3, " : "";
  const problem = stsProblem(hop.sts, settings, libraries);
  return {
    ...provider,
    refusal: prefixed(provider, call + signing).refusal ?? (problem === null ? null : call + problem),
    unavailable: prefixed(provider, call + attempts + signing).unavailable,
    roles: [...provider.roles, hop.roleArn],
    hops: [...provider.hops, hop],
    cached: false,
    account: null,
    where: [...hop.where, ...provider.where],
  };
}
