import { lint, type LintRequest, type LintResult } from "../lint/lint.ts";
import { withSecondOpinion } from "../lint/second-opinion.ts";
import type { Machine } from "../machine/machine.ts";
import { withFile } from "../machine/overlay.ts";
import type { FlagValues } from "./arguments.ts";
import { isFailure, warningLimit } from "./exit-code.ts";
import { findingReport } from "./finding-reports.ts";
import { lintRequest } from "./lint-request.ts";
import { liveOptions } from "./live-options.ts";
import { deliver } from "./output.ts";
import { progress } from "./progress.ts";
import { readStandardInput } from "./standard-input.ts";
import { UsageError } from "./usage-error.ts";

/** `tf-preflight [lint] [paths…]` */
export async function run(positionals: readonly string[], values: FlagValues, machine: Machine): Promise<number> {
  const started = performance.now();
  const report = findingReport(values);
  warningLimit(values);
  const { paths, overlaid } = input(positionals, values, machine);
  const line = values.has("stdin") ? undefined : progress("linting");
  const request = { ...(await lintRequest(paths, values, overlaid)), onProgress: line?.step };
  const found = await withSecondOpinion(await linted(request, values, overlaid), request);
  line?.clear();
  const fresh = await withoutKnown(found, values);
  const result = values.has("live") ? await confirmed(fresh, values, overlaid) : fresh;

  await deliver(await report(result.results, values, machine, performance.now() - started), values);
  for (const { path, message } of result.problems) {
    const read = result.results.length;
    process.stderr.write(`${path}: ${message}; ${read} other ${read === 1 ? "file was" : "files were"} read\n`);
  }
  if (result.problems.length > 0) return 2;
  return isFailure(result.results, values) ? 1 : 0;
}

async function linted(request: LintRequest, values: FlagValues, machine: Machine): Promise<LintResult> {
  const isDry = values.has("fix-dry-run");
  if (!isDry && !values.has("fix")) return lint(request, machine);
  const { lintAndFix } = await import("../lint/fix.ts");
  const result = lintAndFix(request, isDry ? "dry-run" : "write", machine);
  for (const file of result.fixed) process.stderr.write(`${file}: ${isDry ? "would be fixed" : "fixed"}\n`);
  return result;
}

/** What `--baseline` doesn't hold back. */
async function withoutKnown(result: LintResult, values: FlagValues): Promise<LintResult> {
  const file = values.text("baseline");
  if (file === undefined) return result;
  const { applyBaseline } = await import("../lint/baseline.ts");
  const { result: fresh, written, stale } = applyBaseline(result, file);
  if (written) process.stderr.write(`${file}: written; its findings are held back from now on\n`);
  if (stale > 0) {
    const entries = stale === 1 ? "1 entry matches" : `${stale} entries match`;
    process.stderr.write(`${file}: ${entries} nothing any more; delete the file to write it anew\n`);
  }
  return fresh;
}

async function confirmed(result: LintResult, values: FlagValues, machine: Machine): Promise<LintResult> {
  const { confirmFindings } = await import("../lint/confirm-findings.ts");
  return confirmFindings(result, await liveOptions(values, machine));
}

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
  if (values.has("fix")) {
    throw new UsageError("--fix can't write to standard input; --fix-dry-run reports what it would leave");
  }
  const fileName = values.text("stdin-filename") ?? "main.tf";
  return { paths: [fileName], overlaid: withFile(machine, fileName, readStandardInput()) };
}
