import { equalFold } from "../go.ts";
import { isKnownRegion, stsHost } from "../partitions.ts";
import type { Shell } from "../shell.ts";
import type { StsTarget } from "../trace.ts";
import { sdkError } from "./error.ts";
import { openSession } from "./session.ts";

/** Regions whose STS is the global one unless regional endpoints are asked for (`legacyGlobalRegions` of SDK v1). */
const globalRegions: ReadonlySet<string> = new Set([
  "ap-northeast-1",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
]);

/**
 * Where STS calls go. An endpoint given by hand doesn't change the region that they are signed for.
 *
 * @param profile The `profile` argument: what it says of endpoints counts after the environment.
 */
export function stsTarget(shell: Shell, region: string, endpoint: string, profile: string): StsTarget {
  if (!globalRegions.has(region) || isRegional(shell, profile)) return { region, endpoint: endpoint || null };
  return { region: "us-east-1", endpoint: endpoint || "https://sts.amazonaws.com" };
}

function isRegional(shell: Shell, profile: string): boolean {
  const session = openSession(shell, { profile, sharedConfig: true });
  const ofProfile = "profile" in session ? session.profile.get("sts_regional_endpoints") : "";
  return equalFold(shell.env("AWS_STS_REGIONAL_ENDPOINTS") || ofProfile, "regional");
}

/** Why GetCallerIdentity can't even be sent; `null` when it can. */
export function stsProblem({ region, endpoint }: StsTarget): string | null {
  const failed = (url: string, reason: string): string =>
    sdkError("RequestError", "send request failed", `Post "${url}/": ${reason}`);
  if (endpoint !== null) {
    if (/^https?:\/\//i.test(endpoint)) return null;
    return failed(endpoint, 'unsupported protocol scheme ""');
  }
  if (isKnownRegion(region ?? "")) return null;
  const host = stsHost(region ?? "", { fips: false, dualStack: false });
  return failed(`https://${host}`, `dial tcp: lookup ${host} on {…}: no such host`);
}
