import type { ConsumerSettings } from "./consumer-settings.ts";
import type { LiveAnswer } from "./live-answer.ts";

/**
 * A confirmed identity that Terraform will refuse all the same, as `VerifyAccountIDAllowed` of aws-sdk-go-base does: the
 * forbidden accounts first, texts compared as they stand.
 */
export function guarded(answer: LiveAnswer, settings: ConsumerSettings): LiveAnswer {
  if (answer.status !== "confirmed" || answer.account === undefined) return answer;
  const { account } = answer;
  const refused = (list: string): LiveAnswer => ({
    ...answer,
    cause: "account-not-allowed",
    message: `AWS account ID not allowed: ${account} (${list})`,
    remedy: "Use credentials of an allowed account, or correct the list.",
  });
  if (settings.forbiddenAccounts?.includes(account)) return refused("it is in forbidden_account_ids");
  if (settings.allowedAccounts && !settings.allowedAccounts.includes(account)) {
    return refused(`allowed_account_ids has ${settings.allowedAccounts.join(", ")}`);
  }
  return answer;
}
