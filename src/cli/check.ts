import type { FileResult } from "../lint/finding.ts";
import { lint } from "../lint/lint.ts";
import type { Machine } from "../machine/machine.ts";
import { verdict, type ConsumerReport } from "../report/identity.ts";
import type { FlagValues } from "./arguments.ts";
import { colors } from "./colors.ts";
import { isFailure, warningLimit } from "./exit-code.ts";
import { findingReport } from "./finding-reports.ts";
import { identities } from "./identities.ts";
import { lintRequest } from "./lint-request.ts";
import { deliver } from "./output.ts";
import { rootFolder } from "./root-folder.ts";
import { UsageError } from "./usage-error.ts";

/** `tf-preflight check [dir]` */
export async function run(positionals: readonly string[], values: FlagValues, machine: Machine): Promise<number> {
  const format = values.text("format") ?? "stylish";
  if (format !== "stylish" && format !== "json") {
    throw new UsageError(`--format ${format}: expected one of stylish, json`);
  }
  warningLimit(values);
  const directory = rootFolder("check", positionals, machine);
  const reports = await identities(directory, values, machine);
  const linted = lint(await lintRequest([directory], values, machine), machine);
  await deliver(await text(reports, linted.results, values, machine), values);
  const fails = reports.some((report) => report.consumer.kind !== "cli" && verdict(report) === "will fail");
  return fails || isFailure(linted.results, values) ? 1 : 0;
}

async function text(
  reports: readonly ConsumerReport[],
  results: readonly FileResult[],
  values: FlagValues,
  machine: Machine,
): Promise<string> {
  if (values.text("format") === "json") {
    const { identityJson } = await import("../report/identity-json.ts");
    const { resultsJson } = await import("../report/json.ts");
    return identityJson(reports, machine, { findings: resultsJson(results) });
  }
  const consumers = reports.filter(({ consumer }) => consumer.kind !== "cli");
  const { checkText, nobody } = await import("../report/identity-text.ts");
  const identity = consumers.length > 0 ? checkText(consumers, machine, colors(values)) : nobody;
  const isClean = results.every((result) => result.findings.length === 0);
  return isClean ? identity : `${identity}\n${await findingReport(values)(results, values)}`;
}
