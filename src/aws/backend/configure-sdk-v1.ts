import { accountOfArn } from "../arn.ts";
import { accountOf } from "../keys/access-key.ts";
import { isKnownRegion } from "../partitions.ts";
import type { Place } from "../place.ts";
import type { Shell } from "../shell.ts";
import type { Failure, RoleHop, StsTarget } from "../trace.ts";
import type { Diagnostics } from "../schema/diagnostics.ts";
import { hides, nothing } from "./outcome.ts";
import type { Found } from "./outcome.ts";
import { flagOf, mapOf, numberOf, placesOf, textOf, textsOf } from "../schema/settings.ts";
import type { Settings } from "../schema/settings.ts";
import { unknownArguments } from "./unknown-arguments.ts";
import { findCredentials, sessionFailed } from "../sdk-v1/credentials.ts";
import { noValidSources, printed } from "../sdk-v1/error.ts";
import { bundleProblem, openSession } from "../sdk-v1/session.ts";
import type { SessionError } from "../sdk-v1/session.ts";
import type { Source } from "../sdk-v1/source.ts";
import { describeSteps } from "../sdk-v1/steps.ts";
import { stsProblem, stsTarget } from "../sdk-v1/sts.ts";

/** The release of aws-sdk-go-base v2 that knows the regions of the SDK for Go v1 in Terraform 1.5 (1.44.122). */
const regionsLike = 17;

const encryptionConflict =
  "Cannot have both kms_key_id and sse_customer_key set.\n\nThe kms_key_id is used for encryption with KMS-Managed Keys (SSE-KMS)\nwhile sse_customer_key is used for encryption with customer-managed keys (SSE-C).\nPlease choose one or the other.";

const text = (settings: Settings, name: string): string => textOf(settings, name)?.value ?? "";

/** `configure` of Terraform up to 1.5. The first error ends it. */
export function configureSdkV1(settings: Settings, shell: Shell, diagnostics: Diagnostics): Found {
  const unknown = unknownArguments(settings);
  const report = (phase: Failure["phase"], error: string, where: readonly Place[]): Failure => {
    const failure: Failure = { phase, ...printed(error), where };
    diagnostics.fail(failure);
    return failure;
  };
  const region = text(settings, "region");
  const regionKnown = !hides(unknown, "region");
  if (regionKnown && flagOf(settings, "skip_region_validation") !== true && !isKnownRegion(region, regionsLike)) {
    report("schema", `Invalid AWS Region: ${region}`, placesOf(settings, "region"));
    return nothing;
  }
  if (text(settings, "sse_customer_key") !== "" && text(settings, "kms_key_id") !== "") {
    report("schema", encryptionConflict, placesOf(settings, "kms_key_id"));
    return nothing;
  }
  if (hides(unknown, "identity", "roles")) {
    return { ...nothing, unknown, steps: describeSteps(shell, settings, null, null, unknown) };
  }
  const sts = stsTarget(shell, region, text(settings, "sts_endpoint"), text(settings, "profile"));
  const skipped = flagOf(settings, "skip_metadata_api_check") === true;
  const imdsDisabled = skipped || shell.env("AWS_EC2_METADATA_DISABLED").toLowerCase() === "true";
  const prefixed = (error: string): string => `error configuring S3 Backend: ${error}`;

  const source = findCredentials({ shell, imdsDisabled, sts }, settings);
  const failed = "error" in source ? source : sessionsProblem(shell, settings);
  if ("error" in source || failed) {
    const failure = failed && report("credentials", prefixed(failed.error), failed.where);
    return {
      ...nothing,
      unknown,
      steps: describeSteps(shell, settings, "error" in source ? null : source, failure, unknown),
    };
  }
  const checked = flagOf(settings, "skip_credentials_validation") !== true && regionKnown;
  const unsent = checked ? stsProblem(sts) : null;
  if (unsent !== null) {
    const error = `error validating provider credentials: error calling sts:GetCallerIdentity: ${unsent}`;
    report("validate", prefixed(error), placesOf(settings, sts.endpoint === null ? "region" : "sts_endpoint"));
  }
  const { ifUnavailable, where } = source;
  const whole = { ...source, hops: [...source.hops, ...flatRole(settings, sts)] };
  return {
    ...foundIn(whole, sts),
    region: regionKnown ? region : null,
    unknown,
    ifUnavailable:
      ifUnavailable === null
        ? null
        : { phase: "credentials", ...printed(prefixed(noValidSources(ifUnavailable))), where },
    steps: describeSteps(shell, settings, whole, null, unknown),
  };
}

/** Credentials are there; the sessions that will use them read environment and files all the same. */
function sessionsProblem(shell: Shell, settings: Settings): SessionError | null {
  if (text(settings, "role_arn") !== "") {
    const session = openSession(shell, { profile: "", sharedConfig: false });
    const problem = "error" in session ? session : bundleProblem(shell, session);
    if (problem) return { ...problem, error: `error creating assume role session: ${problem.error}` };
  }
  const session = openSession(shell, { profile: text(settings, "profile"), sharedConfig: true });
  const problem = "error" in session ? session : bundleProblem(shell, session);
  return problem && { ...problem, error: sessionFailed(problem.error) };
}

function flatRole(settings: Settings, sts: StsTarget): readonly RoleHop[] {
  const roleArn = text(settings, "role_arn");
  if (roleArn === "") return [];
  return [
    {
      roleArn,
      sessionName: text(settings, "session_name") || null,
      durationSeconds: numberOf(settings, "assume_role_duration_seconds"),
      externalId: text(settings, "external_id") || null,
      policy: text(settings, "assume_role_policy") || null,
      policyArns: textsOf(settings, "assume_role_policy_arns") ?? [],
      tags: Object.fromEntries(mapOf(settings, "assume_role_tags") ?? []),
      transitiveTagKeys: textsOf(settings, "assume_role_transitive_tag_keys") ?? [],
      sourceIdentity: null,
      sts,
      where: placesOf(settings, "role_arn"),
    },
  ];
}

function foundIn(source: Source, sts: StsTarget): Found {
  const { via, accessKeyId, profile, credentials, expires, hops } = source;
  const roles = hops.map(({ roleArn }) => roleArn);
  const last = roles.at(-1);
  return {
    ...nothing,
    identity: { via, accessKeyId, profile, roles },
    account: last === undefined ? accountOf(accessKeyId ?? "") : accountOfArn(last),
    expires,
    plan: { source: credentials, hops, sts },
  };
}
