import { accountOfArn } from "../../arn.ts";
import { accountOf } from "../../keys/access-key.ts";
import { isKnownRegion } from "../../partitions.ts";
import type { Place } from "../../place.ts";
import type { Shell } from "../../shell.ts";
import type { Failure, Outcome, RoleHop, StsTarget } from "../../trace.ts";
import type { Diagnostics } from "../diagnostics.ts";
import { nothing } from "../outcome.ts";
import { flagOf, mapOf, numberOf, placesOf, textOf, textsOf } from "../settings.ts";
import type { Settings } from "../settings.ts";
import { findCredentials, sessionFailed } from "./credentials.ts";
import { noValidSources, printed } from "./error.ts";
import { bundleProblem, openSession } from "./session.ts";
import type { SessionError } from "./session.ts";
import type { Source, Surroundings } from "./source.ts";
import { stsProblem, stsTarget } from "./sts.ts";

/** The release of aws-sdk-go-base v2 that knows the regions of the SDK for Go v1 in Terraform 1.5 (1.44.122). */
const regionsLike = 17;

const encryptionConflict =
  "Cannot have both kms_key_id and sse_customer_key set.\n\nThe kms_key_id is used for encryption with KMS-Managed Keys (SSE-KMS)\nwhile sse_customer_key is used for encryption with customer-managed keys (SSE-C).\nPlease choose one or the other.";

const text = (settings: Settings, name: string): string => textOf(settings, name)?.value ?? "";

/** `configure` of Terraform up to 1.5. The first error ends it. */
export function configureSdkV1(settings: Settings, shell: Shell, diagnostics: Diagnostics): Outcome {
  const stop = (phase: Failure["phase"], error: string, where: readonly Place[]): Outcome => {
    const { summary, detail } = printed(error);
    diagnostics.error(phase, summary, detail, where);
    return nothing;
  };
  const region = text(settings, "region");
  if (!flagOf(settings, "skip_region_validation") && !isKnownRegion(region, regionsLike)) {
    return stop("schema", `Invalid AWS Region: ${region}`, placesOf(settings, "region"));
  }
  if (text(settings, "sse_customer_key") !== "" && text(settings, "kms_key_id") !== "") {
    return stop("schema", encryptionConflict, placesOf(settings, "kms_key_id"));
  }
  const sts = stsTarget(shell, region, text(settings, "sts_endpoint"));
  const skipped = flagOf(settings, "skip_metadata_api_check") === true;
  const around: Surroundings = {
    shell,
    imdsDisabled: skipped || shell.env("AWS_EC2_METADATA_DISABLED").toLowerCase() === "true",
    sts,
  };
  const source = findCredentials(around, settings);
  const failed = "error" in source ? source : sessionsProblem(shell, settings);
  const prefixed = (error: string): string => `error configuring S3 Backend: ${error}`;
  if (failed) return stop("credentials", prefixed(failed.error), failed.where);
  const found = source as Source;
  const outcome = outcomeOf(found, flatRole(settings, sts), region, sts);
  const unreached = flagOf(settings, "skip_credentials_validation") ? null : stsProblem(sts);
  if (unreached !== null) {
    const error = `error validating provider credentials: error calling sts:GetCallerIdentity: ${unreached}`;
    stop(
      "validate",
      prefixed(error),
      sts.endpoint === null ? placesOf(settings, "region") : placesOf(settings, "sts_endpoint"),
    );
  }
  const ifUnavailable: Failure | null =
    found.ifUnavailable === null
      ? null
      : { phase: "credentials", ...printed(prefixed(noValidSources(found.ifUnavailable))), where: found.where };
  return { ...outcome, ifUnavailable };
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

function outcomeOf(source: Source, added: readonly RoleHop[], region: string, sts: StsTarget): Outcome {
  const hops = [...source.hops, ...added];
  const roles = hops.map(({ roleArn }) => roleArn);
  const last = roles.at(-1);
  const { via, accessKeyId, profile, credentials, expires } = source;
  return {
    ...nothing,
    identity: { via, accessKeyId, profile, roles },
    region,
    account: last === undefined ? accountOf(accessKeyId ?? "") : accountOfArn(last),
    expires,
    plan: { source: credentials, hops, sts },
  };
}
