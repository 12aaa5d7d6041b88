import { accountOfArn } from "../arn.ts";
import { findCredentials } from "../sdk-v1/credentials.ts";
import { noValidSources, printed } from "../sdk-v1/error.ts";
import type { Source } from "../sdk-v1/source.ts";
import { describeSteps } from "../sdk-v1/steps.ts";
import { stsProblem, stsTarget } from "../sdk-v1/sts.ts";
import { flagOf, placesOf, textsOf } from "../schema/settings.ts";
import type { Settings } from "../schema/settings.ts";
import type { BaseConfig } from "../chain/base-config.ts";
import { accountOf } from "../keys/access-key.ts";
import { isKnownRegion } from "../partitions.ts";
import type { Place } from "../place.ts";
import type { Shell } from "../shell.ts";
import { demandedRegion } from "./demanded-region.ts";
import type { Failure, Outcome, RoleHop, StsTarget, Trace } from "../trace.ts";

/** The beta of aws-sdk-go-base v2 whose region list is nearest to that of the last 3.x releases. */
const regionsLike = 8;

const prefix = "error configuring Terraform AWS Provider: ";

/**
 * Releases before 4.0.0 stand on the AWS SDK for Go v1 and aws-sdk-go-base 1.0: keys of the block, of the environment and of the
 * credentials file come before anything else that a profile says, and the account of a role is read from its ARN.
 */
export function resolveOnSdkV1(settings: Settings, base: BaseConfig, shell: Shell, nothing: Outcome): Trace {
  const { region, where: regionWhere } = demandedRegion(base, shell);
  const stop = (phase: Failure["phase"], error: string, where: readonly Place[]): Failure => ({
    phase,
    ...printed(prefix + error),
    where,
  });
  if (flagOf(settings, "skip_region_validation") !== true && region !== "" && !isKnownRegion(region, regionsLike)) {
    return { ...nothing, steps: [], error: stop("validate", `Invalid AWS Region: ${region}`, regionWhere) };
  }
  const sts = stsTarget(shell, region, base.endpoints.sts, base.profile);
  const imdsDisabled = base.imdsEnabled === false || shell.env("AWS_EC2_METADATA_DISABLED").toLowerCase() === "true";
  const caller = { name: base.caller, documentation: base.documentation };
  const found = findCredentials({ shell, caller, imdsDisabled, sts }, settings);
  if ("error" in found) {
    const error = stop("credentials", found.error, found.where);
    return { ...nothing, steps: describeSteps(shell, settings, null, error, nothing.unknown), error };
  }
  const source: Source = { ...found, hops: [...found.hops, ...base.roles.map((role) => hopOf(role, sts))] };
  const roles = source.hops.map(({ roleArn }) => roleArn);
  const last = roles.at(-1);
  const account = last === undefined ? accountOf(source.accessKeyId ?? "") : accountOfArn(last);
  const unsent = flagOf(settings, "skip_credentials_validation") === true || region === "" ? null : stsProblem(sts);
  const sent = "error validating provider credentials: error calling sts:GetCallerIdentity: ";
  const refused = account === null ? null : accountProblem(settings, account);
  return {
    ...nothing,
    identity: { via: source.via, accessKeyId: source.accessKeyId, profile: source.profile, roles },
    region: region === "" ? null : region,
    error:
      unsent !== null
        ? stop("validate", sent + unsent, regionWhere)
        : refused && stop("validate", refused.error, refused.where),
    ifUnavailable:
      source.ifUnavailable === null
        ? null
        : stop("credentials", noValidSources(source.ifUnavailable, caller), source.where),
    account,
    expires: source.expires,
    plan: { source: source.credentials, hops: source.hops, sts },
    steps: describeSteps(shell, settings, source, null, nothing.unknown),
  };
}

const hopOf = (role: BaseConfig["roles"][number], sts: StsTarget): RoleHop => ({
  ...role,
  sessionName: role.sessionName || null,
  externalId: role.externalId || null,
  policy: role.policy || null,
  sourceIdentity: null,
  sts,
});

function accountProblem(settings: Settings, account: string): { error: string; where: readonly Place[] } | null {
  const [forbidden, allowed] = ["forbidden_account_ids", "allowed_account_ids"] as const;
  if (textsOf(settings, forbidden)?.includes(account) === true) {
    return { error: `Forbidden AWS Account ID: ${account}`, where: placesOf(settings, forbidden) };
  }
  const list = textsOf(settings, allowed) ?? [];
  if (list.length === 0 || list.includes(account)) return null;
  return { error: `AWS Account ID not allowed: ${account}`, where: placesOf(settings, allowed) };
}
