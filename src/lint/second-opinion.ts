import type { LintRequest, LintResult } from "./lint.ts";

/**
 * Shows files of native syntax that our parser rejects to HashiCorp's. What it accepts was our mistake, and nobody is blamed for it.
 */
export async function withSecondOpinion<Result extends LintResult>(
  result: Result,
  { onDebug }: LintRequest,
): Promise<Result> {
  const isRejected = ({ filePath, findings }: Result["results"][number]): boolean =>
    !filePath.endsWith(".json") && findings.some(({ fatal }) => fatal);
  if (!result.results.some(isRejected)) return result;
  const { Arbiter } = await import("./arbiter.ts");
  const arbiter = new Arbiter();
  const results: Result["results"][number][] = [];
  for (const file of result.results) {
    const isOurMistake = isRejected(file) && (await arbiter.judge(file.source, file.filePath)) === "accepts";
    results.push(isOurMistake ? { ...file, findings: file.findings.filter(({ fatal }) => !fatal) } : file);
    if (isOurMistake) {
      const [error] = file.findings.filter(({ fatal }) => fatal);
      onDebug?.(
        `${file.filePath}:${error?.line ?? 1}: rejected here, accepted by HashiCorp's parser: ${error?.message ?? ""}`,
      );
    }
  }
  await arbiter.close();
  return { ...result, results };
}
