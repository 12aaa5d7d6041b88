import type { RoleHop } from "../aws/trace.ts";
import { none, type Line, type Obtained } from "./line.ts";
import { callSts } from "./sts-call.ts";
import type { KeyPair, StsEndpoint } from "./sts.ts";

/** The SDK's default. Seconds. */
const defaultDuration = 900;

/** A session of a role, with every condition that the configuration sets. */
export async function assumeRole(keys: KeyPair, hop: RoleHop, endpoint: StsEndpoint, line: Line): Promise<Obtained> {
  const about = { operation: "AssumeRole", subject: hop.roleArn, keys };
  const result = await callSts(about, endpoint, line, async (client, options) => {
    const { AssumeRoleCommand } = await import("@aws-sdk/client-sts");
    const { Credentials } = await client.send(
      new AssumeRoleCommand({
        ...sessionOf(hop, line),
        ...(hop.externalId !== null && { ExternalId: hop.externalId }),
        ...(hop.sourceIdentity !== null && { SourceIdentity: hop.sourceIdentity }),
        ...(Object.keys(hop.tags).length > 0 && {
          Tags: Object.entries(hop.tags).map(([Key, Value]) => ({ Key, Value })),
        }),
        ...(hop.transitiveTagKeys.length > 0 && { TransitiveTagKeys: [...hop.transitiveTagKeys] }),
      }),
      options,
    );
    return obtained(Credentials);
  });
  return result.ok ? result.value : none(result.answer);
}

/** A session of a role for a token of another identity provider. Nothing is signed. */
export async function assumeRoleWithWebIdentity(
  token: string,
  hop: RoleHop,
  endpoint: StsEndpoint,
  line: Line,
): Promise<Obtained> {
  const about = { operation: "AssumeRoleWithWebIdentity", subject: hop.roleArn, keys: null, secrets: [token] };
  const result = await callSts(about, endpoint, line, async (client, options) => {
    const { AssumeRoleWithWebIdentityCommand } = await import("@aws-sdk/client-sts");
    const { Credentials } = await client.send(
      new AssumeRoleWithWebIdentityCommand({ ...sessionOf(hop, line), WebIdentityToken: token }),
      options,
    );
    return obtained(Credentials);
  });
  return result.ok ? result.value : none(result.answer);
}

function sessionOf(hop: RoleHop, { machine }: Line) {
  return {
    RoleArn: hop.roleArn,
    // Trust policies may look at the name, so one that is made up has the SDK's form: nanoseconds since 1970.
    RoleSessionName: hop.sessionName ?? `aws-go-sdk-${machine.now}000000`,
    DurationSeconds: hop.durationSeconds ?? defaultDuration,
    ...(hop.policy !== null && { Policy: hop.policy }),
    ...(hop.policyArns.length > 0 && { PolicyArns: hop.policyArns.map((arn) => ({ arn })) }),
  };
}

interface SessionCredentials {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
  readonly Expiration?: Date | undefined;
}

function obtained(credentials: SessionCredentials | undefined): Obtained | null {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey) return null;
  return {
    ok: true,
    keys: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    expires: Expiration ? Expiration.getTime() : null,
  };
}
