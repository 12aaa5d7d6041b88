import type { FileResult } from "../lint/finding.ts";
import type { Machine } from "../machine/machine.ts";
import type { FlagValues } from "./arguments.ts";
import { colors } from "./colors.ts";
import { UsageError } from "./usage-error.ts";

/** @param elapsed milliseconds that the run took. */
type FindingReport = (
  results: readonly FileResult[],
  values: FlagValues,
  machine: Machine,
  elapsed?: number,
) => Promise<string>;

const reports: Readonly<Record<string, FindingReport>> = {
  async stylish(results, values, machine, elapsed) {
    const { textReport } = await import("../report/text.ts");
    const isTerminal = process.stdout.isTTY && !values.has("output");
    return textReport(results, {
      machine,
      colors: colors(values),
      frames: isTerminal,
      ...(isTerminal && elapsed !== undefined && { elapsed }),
    });
  },
  async json(results) {
    const { jsonReport } = await import("../report/json.ts");
    return jsonReport(results);
  },
  async sarif(results) {
    const { sarifReport } = await import("../report/sarif.ts");
    const { version } = await import("./version.ts");
    return sarifReport(results, version);
  },
};

/** The report that `--format` names. @throws UsageError */
export function findingReport(values: FlagValues): FindingReport {
  const format = values.text("format") ?? "stylish";
  const report = reports[format];
  if (!report) throw new UsageError(`--format ${format}: expected one of ${Object.keys(reports).join(", ")}`);
  return report;
}
