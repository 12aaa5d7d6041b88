import type { FileResult } from "../lint/finding.ts";
import { lint } from "../lint/lint.ts";
import type { Machine } from "../machine/machine.ts";
import { verdict, type ConsumerReport } from "../report/identity.ts";
import type { RootModule } from "../terraform/module.ts";
import type { FlagValues } from "./arguments.ts";
import { colors } from "./colors.ts";
import { isFailure, warningLimit } from "./exit-code.ts";
import { findingReport } from "./finding-reports.ts";
import { identities, rootModule } from "./identities.ts";
import { lintRequest } from "./lint-request.ts";
import { deliver } from "./output.ts";
import { rootFolder } from "./root-folder.ts";

/** `tf-preflight check [dir]` */
export async function run(positionals: readonly string[], values: FlagValues, machine: Machine): Promise<number> {
  const findings = findingReport(values);
  warningLimit(values);
  const root = rootModule(rootFolder("check", positionals, machine), values, machine);
  const reports = await identities(root, values, machine);
  const { results } = lint(await lintRequest(foldersOf(root, machine), values, machine, "check"), machine);
  await deliver(await text(reports, results, findings, values, machine), values);
  const fails = reports.some(
    (report) => report.consumer.kind !== "cli" && verdict(report, machine.now) === "will fail",
  );
  return fails || isFailure(results, values) ? 1 : 0;
}

/** The folders of the module and of those that it calls by a path; what `init` has downloaded is somebody else's. */
function foldersOf(root: RootModule, { paths }: Machine): readonly string[] {
  const folders = new Set(root.modules().map(({ directory }) => directory));
  return [...folders].filter((folder) => !folder.split(paths.separator).includes(".terraform"));
}

async function text(
  reports: readonly ConsumerReport[],
  results: readonly FileResult[],
  findings: ReturnType<typeof findingReport>,
  values: FlagValues,
  machine: Machine,
): Promise<string> {
  const format = values.text("format") ?? "stylish";
  if (format === "json") {
    const { identityJson } = await import("../report/identity-json.ts");
    const { resultsJson } = await import("../report/json.ts");
    return identityJson(reports, machine, { findings: resultsJson(results) });
  }
  // Formats that other programs read have no place for anything but findings.
  if (format !== "stylish") return findings(results, values, machine);
  const consumers = reports.filter(({ consumer }) => consumer.kind !== "cli");
  const { nobody } = await import("../report/identity-text.ts");
  const { checkText } = await import("../report/check-text.ts");
  const identity = consumers.length > 0 ? checkText(consumers, machine, colors(values)) : nobody;
  const isClean = results.every((result) => result.findings.length === 0);
  return isClean ? identity : `${identity}\n${await findings(results, values, machine)}`;
}
