import type { FileResult, Finding } from "../lint/finding.ts";

/** Findings in the shape of ESLint's `json` formatter, with `level`, `related` and `live` beside its fields. */
export function jsonReport(results: readonly FileResult[]): string {
  return `${JSON.stringify(resultsJson(results))}\n`;
}

export function resultsJson(results: readonly FileResult[]): readonly object[] {
  return results.map(({ filePath, findings, suppressed }) => ({
    filePath,
    messages: findings.map(message),
    suppressedCount: suppressed,
    errorCount: findings.filter(({ severity }) => severity === 2).length,
    fatalErrorCount: findings.filter(({ fatal }) => fatal).length,
    warningCount: findings.filter(({ severity }) => severity === 1).length,
    fixableErrorCount: findings.filter(({ severity, fix }) => fix && severity === 2).length,
    fixableWarningCount: findings.filter(({ severity, fix }) => fix && severity === 1).length,
  }));
}

/** `remedy` (which repeats the end of `message`) and `isSecret` are for the text report only. */
function message({ remedy, isSecret, ...finding }: Finding): Omit<Finding, "remedy" | "isSecret"> {
  return finding;
}
