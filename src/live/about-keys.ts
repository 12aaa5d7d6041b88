import { accountOf } from "../aws/keys/access-key.ts";
import type { LiveAnswer } from "./live-answer.ts";
import { meaningOf } from "./refusals.ts";

/** The pair can't work as it stands, whatever its halves are worth. */
const spoilt: ReadonlySet<unknown> = new Set([
  "whitespace-in-credential",
  "stale-session-token-env",
  "temp-key-missing-session-token",
]);

/**
 * A refusal of GetCallerIdentity, read as an answer about the keys alone. Terraform fails with every refusal, but not each of them
 * means a dead key: a policy that denies the call knows whose key it is, and a switched-off region knows nothing.
 */
export function aboutKeys(answer: LiveAnswer, accessKeyId: string): LiveAnswer {
  if (answer.status !== "rejected" || answer.code === undefined) return answer;
  const meaning = meaningOf(answer.code, answer.message ?? "", "GetCallerIdentity");
  const verdict = meaning && !spoilt.has(answer.cause) ? (meaning.aboutKeys ?? meaning.verdict) : "unknown";
  if (verdict !== "confirmed") return { ...answer, status: verdict };
  const arn = /\barn:aws[a-z-]*:(?:iam|sts)::\d{12}:[^\s"',]+/.exec(answer.message ?? "")?.[0];
  const account = arn?.split(":")[4] ?? accountOf(accessKeyId);
  return { ...answer, status: "confirmed", ...(account !== null && { account }), ...(arn !== undefined && { arn }) };
}
