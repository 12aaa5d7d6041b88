import { accountOf } from "../aws/keys/access-key.ts";
import type { Line } from "./line.ts";
import type { LiveAnswer, Principal } from "./live-answer.ts";
import { callSts } from "./sts-call.ts";
import type { KeyPair, StsEndpoint } from "./sts.ts";

/** Whose keys these are: from the cache if there is one, else from STS. Never throws. */
export async function callerIdentity(keys: KeyPair, endpoint: StsEndpoint, line: Line): Promise<LiveAnswer> {
  const identity = [keys.accessKeyId, keys.secretAccessKey, keys.sessionToken ?? "", endpoint];
  const known = line.cache?.get(identity);
  if (known) return known;
  const answer = await ask(keys, endpoint, line);
  line.cache?.set(identity, answer);
  return answer;
}

async function ask(keys: KeyPair, endpoint: StsEndpoint, line: Line): Promise<LiveAnswer> {
  const call = { operation: "GetCallerIdentity", subject: null, keys };
  const result = await callSts(call, endpoint, line, async (client, options) => {
    const { GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
    const { Account = "", Arn = "", UserId = "" } = await client.send(new GetCallerIdentityCommand({}), options);
    if (!/^\d{12}$/.test(Account) || !/^arn:[!-~]+$/.test(Arn)) return null;
    return { account: Account, arn: Arn, ...(/^[!-~]+$/.test(UserId) && { userId: UserId }) };
  });
  if (!result.ok) return result.answer;
  const { value, skew } = result;
  return {
    status: "confirmed",
    ...value,
    ...principalOf(value.arn),
    ...(skewRemark(skew) ?? emulatorRemark(value.account, keys)),
  };
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

/**
 * From here on AWS refuses what was signed too early or too late. The SDK for Go corrects its clock since July 2024
 * (aws-sdk-go-v2 #2668), releases that were built with an older one fail. Milliseconds.
 */
const tolerated = 5 * 60_000;

function skewRemark(skew: number | null): Partial<LiveAnswer> | null {
  if (skew === null || Math.abs(skew) < tolerated) return null;
  const minutes = Math.round(Math.abs(skew) / 60_000);
  return {
    cause: "clock-skew",
    message: `This machine's clock is ${minutes} minutes ${skew > 0 ? "behind" : "ahead of"} AWS's; releases from before July 2024 fail with SignatureDoesNotMatch`,
    remedy: "Set this machine's clock.",
  };
}

/** A key id carries its account; only something that plays AWS names another. */
function emulatorRemark(account: string, { accessKeyId }: KeyPair): Partial<LiveAnswer> | null {
  const own = accountOf(accessKeyId);
  if (own === null || own === account) return null;
  return { message: `The key id belongs to account ${own}: whatever answers at the endpoint isn't AWS` };
}
