import type { FileResult, Finding } from "../lint/finding.ts";
import type { FlagValues } from "./arguments.ts";
import { UsageError } from "./usage-error.ts";

const levelsFrom: Readonly<Record<string, readonly Finding["level"][]>> = {
  error: ["error"],
  warning: ["error", "warning"],
  info: ["error", "warning", "info"],
  never: [],
};

/** Whether the findings make the run fail: one at or above `--fail-on`, or more warnings than `--max-warnings`. */
export function isFailure(results: readonly FileResult[], values: FlagValues): boolean {
  const failing = levelsFrom[values.text("fail-on") ?? "error"] ?? [];
  const levels = results.flatMap(({ findings }) => findings.map(({ level }) => level));
  const warnings = levels.filter((level) => level === "warning").length;
  return levels.some((level) => failing.includes(level)) || warnings > warningLimit(values);
}

/** To be called before the work, so that a mistyped number is told at once. */
export function warningLimit(values: FlagValues): number {
  const text = values.text("max-warnings");
  if (text === undefined) return Infinity;
  if (!/^\d+$/u.test(text)) throw new UsageError(`--max-warnings ${text}: expected a whole number`);
  return Number(text);
}
