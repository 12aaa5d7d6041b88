import { equalFold } from "../../go.ts";
import { isKnownRegion, stsHost } from "../../partitions.ts";
import type { Shell } from "../../shell.ts";
import type { StsTarget } from "../../trace.ts";
import { sdkError } from "./error.ts";

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

/** Where STS calls go. An endpoint given by hand doesn't change the region that they are signed for. */
export function stsTarget(shell: Shell, region: string, endpoint: string): StsTarget {
  const regional = equalFold(shell.env("AWS_STS_REGIONAL_ENDPOINTS"), "regional");
  if (regional || !globalRegions.has(region)) return { region, endpoint: endpoint || null };
  return { region: "us-east-1", endpoint: endpoint || "https://sts.amazonaws.com" };
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
