import type { Line } from "./line.ts";
import type { LiveAnswer, Principal } from "./live-answer.ts";
import { callSts } from "./sts-call.ts";
import type { KeyPair, StsEndpoint } from "./sts.ts";

/** Whose keys these are. Never throws. */
export async function callerIdentity(keys: KeyPair, endpoint: StsEndpoint, line: Line): Promise<LiveAnswer> {
  const call = { operation: "GetCallerIdentity", subject: null, keys };
  const result = await callSts(call, endpoint, line, async (client, options) => {
    const { GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
    const { Account, Arn, UserId } = await client.send(new GetCallerIdentityCommand({}), options);
    return Account && Arn ? { account: Account, arn: Arn, ...(UserId && { userId: UserId }) } : null;
  });
  if (!result.ok) return result.answer;
  const { value, skew } = result;
  return { status: "confirmed", ...value, ...principalOf(value.arn), ...skewRemark(skew) };
}

function principalOf(arn: string): { principal?: Principal } {
  const resource = arn.split(":").slice(5).join(":");
  if (resource === "root") return { principal: "root" };
  const kinds: Readonly<Record<string, Principal>> = {
    user: "user",
    "assumed-role": "role session",
    "federated-user": "federated user",
  };
  const principal = kinds[resource.split("/")[0] ?? ""];
  return principal ? { principal } : {};
}

/** From here on AWS refuses what was signed too early or too late; older SDKs don't correct their clock. Milliseconds. */
const tolerated = 5 * 60_000;

function skewRemark(skew: number | null): { cause?: string; message?: string; remedy?: string } {
  if (skew === null || Math.abs(skew) < tolerated) return {};
  const minutes = Math.round(Math.abs(skew) / 60_000);
  return {
    cause: "clock-skew",
    message: `This machine's clock is ${minutes} minutes ${skew > 0 ? "behind" : "ahead of"} AWS's; releases that don't correct it fail with SignatureDoesNotMatch`,
    remedy: "Set this machine's clock.",
  };
}
