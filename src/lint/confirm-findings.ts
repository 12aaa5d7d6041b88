import { accessKeyKind } from "../aws/keys/access-key.ts";
import { confirmKeys, type ConfirmOptions } from "../live/confirm.ts";
import type { LiveAnswer } from "../live/live-answer.ts";
import type { Finding, FoundPair } from "./finding.ts";
import type { LintResult } from "./lint.ts";

/** Asks STS about the key pairs that findings are about, and adds its answers to the findings. */
export async function confirmFindings<Result extends LintResult>(
  result: Result,
  options: ConfirmOptions,
): Promise<Result> {
  const pairs = result.pairs.filter(isComplete);
  const answers = await confirmKeys(
    pairs.map(({ credentials }) => credentials),
    options,
  );
  const answerOf = new Map<Finding, LiveAnswer>(
    pairs.flatMap(({ finding }, index) => {
      const answer = answers[index];
      return answer ? [[finding, answer] as const] : [];
    }),
  );
  const results = result.results.map((file) => ({
    ...file,
    findings: file.findings.map((finding) => {
      const live = answerOf.get(finding);
      return live ? { ...finding, live } : finding;
    }),
  }));
  return { ...result, results };
}

/** A temporary key without its token would be refused whoever it belongs to: asking tells nothing. */
function isComplete({ credentials: { accessKeyId, sessionToken } }: FoundPair): boolean {
  return accessKeyKind(accessKeyId) !== "temporary" || sessionToken !== undefined;
}
