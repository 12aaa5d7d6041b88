import type { FileResult, Finding } from "../lint/finding.ts";
import { lint, type LintRequest, type LintResult } from "../lint/lint.ts";
import type { RuleChoice } from "../lint/levels.ts";
import type { Level } from "../language/rule.ts";
import type { Machine } from "../machine/machine.ts";
import { withFile } from "../machine/overlay.ts";
import type { FlagValues } from "./arguments.ts";
import { colors } from "./colors.ts";
import { moduleSettings } from "./module-settings.ts";
import { deliver } from "./output.ts";
import { progress } from "./progress.ts";
import { readStandardInput } from "./standard-input.ts";
import { UsageError } from "./usage-error.ts";

/** `tf-preflight [lint] [paths…]` */
export async function run(positionals: readonly string[], values: FlagValues, machine: Machine): Promise<number> {
  const started = performance.now();
  const format = values.text("format") ?? "stylish";
  const report = reports[format];
  if (!report) throw new UsageError(`--format ${format}: expected one of ${Object.keys(reports).join(", ")}`);
  const maximumWarnings = warningLimit(values);

  const fixMode = values.has("fix") ? "write" : values.has("fix-dry-run") ? "dry-run" : undefined;
  const { paths, overlaid } = input(positionals, values, machine);
  const line = values.has("live") || values.has("stdin") ? undefined : progress("linting");
  const request: LintRequest = {
    paths,
    configFile: values.text("config"),
    preset: values.text("preset") as LintRequest["preset"],
    choices: values.all("rule").map(ruleChoice),
    useEnvironment: !values.has("no-env"),
    moduleSettings: moduleSettings(values),
    onProgress: line?.step,
    onDebug: values.has("debug") ? (message) => process.stderr.write(`tf-preflight: ${message}\n`) : undefined,
  };
  const result = fixMode === undefined ? lint(request, overlaid) : await fixing(request, fixMode, overlaid);
  line?.clear();

  await deliver(await report(result, values, performance.now() - started), values);
  for (const { path, message } of result.problems) {
    const read = result.results.length;
    process.stderr.write(`${path}: ${message}; ${read} other ${read === 1 ? "file was" : "files were"} read\n`);
  }
  if (result.problems.length > 0) return 2;
  return isFailure(result.results, values.text("fail-on") ?? "error", maximumWarnings) ? 1 : 0;
}

async function fixing(request: LintRequest, mode: "write" | "dry-run", machine: Machine): Promise<LintResult> {
  const { lintAndFix } = await import("../lint/fix.ts");
  const result = lintAndFix(request, mode, machine);
  for (const file of result.fixed) process.stderr.write(`${file}: ${mode === "write" ? "fixed" : "would be fixed"}\n`);
  return result;
}

type Report = (result: LintResult, values: FlagValues, elapsed: number) => Promise<string>;

const reports: Readonly<Record<string, Report>> = {
  async stylish({ results }, values, elapsed) {
    const { textReport } = await import("../report/text.ts");
    const isTerminal = process.stdout.isTTY && !values.has("output");
    return textReport(results, {
      colors: colors(values),
      frames: isTerminal,
      ...(isTerminal && { elapsed }),
    });
  },
  async json({ results }) {
    const { jsonReport } = await import("../report/json.ts");
    return jsonReport(results);
  },
};

function input(
  positionals: readonly string[],
  values: FlagValues,
  machine: Machine,
): { readonly paths: readonly string[]; readonly overlaid: Machine } {
  if (!values.has("stdin")) {
    if (values.has("stdin-filename")) throw new UsageError("--stdin-filename goes with --stdin");
    return { paths: positionals.length > 0 ? positionals : ["."], overlaid: machine };
  }
  if (positionals.length > 0) throw new UsageError("--stdin takes no paths; name the text with --stdin-filename");
  if (values.has("fix"))
    throw new UsageError("--fix can't write to standard input; --fix-dry-run reports what it would leave");
  const fileName = values.text("stdin-filename") ?? "main.tf";
  return { paths: [fileName], overlaid: withFile(machine, fileName, readStandardInput()) };
}

function ruleChoice(text: string): RuleChoice {
  const [id = "", level = ""] = text.split("=", 2);
  if (id === "" || !["error", "warning", "info", "off"].includes(level)) {
    throw new UsageError(`--rule ${text}: expected ID=LEVEL, with error, warning, info or off as the level`);
  }
  return { id, level: level as Level | "off" };
}

function warningLimit(values: FlagValues): number {
  const text = values.text("max-warnings");
  if (text === undefined) return Infinity;
  if (!/^\d+$/u.test(text)) throw new UsageError(`--max-warnings ${text}: expected a whole number`);
  return Number(text);
}

const levelsFrom: Readonly<Record<string, readonly Finding["level"][]>> = {
  error: ["error"],
  warning: ["error", "warning"],
  info: ["error", "warning", "info"],
  never: [],
};

function isFailure(results: readonly FileResult[], failOn: string, maximumWarnings: number): boolean {
  const levels = results.flatMap(({ findings }) => findings.map(({ level }) => level));
  const failing = levelsFrom[failOn] ?? [];
  return (
    levels.some((level) => failing.includes(level)) ||
    levels.filter((level) => level === "warning").length > maximumWarnings
  );
}
