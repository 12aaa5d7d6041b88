import type { Colors } from "picocolors/types.js";
import { showPath } from "../aws/show-place.ts";
import type { FileResult, Finding } from "../lint/finding.ts";
import type { Machine } from "../machine/machine.ts";
import { codeFrame } from "./code-frame.ts";
import { printable } from "./printable.ts";
import { secretPlaces, type SecretPlaces } from "./secret-places.ts";

export interface TextOptions {
  /** Places under its home folder are shown with `~`. */
  readonly machine: Machine;
  readonly colors: Colors;
  /** Show the lines around each finding. */
  readonly frames: boolean;
  /** Milliseconds that the run took; absent where output must not change from run to run. */
  readonly elapsed?: number;
}

const words = { error: "error", warning: "warn", info: "info" } as const;
const indent = " ".repeat(15);

/** Findings for people, grouped by file. */
export function textReport(results: readonly FileResult[], options: TextOptions): string {
  const { colors } = options;
  const blocks = results
    .filter(({ findings }) => findings.length > 0)
    .map((result) => {
      const secrets = secretPlaces(result.findings);
      return [
        colors.underline(printable(result.filePath)),
        ...result.findings.map((finding) => findingText(finding, result, secrets, options)),
      ].join("\n");
    });
  return [...blocks, summary(results, options)].join("\n\n") + "\n";
}

function findingText(
  finding: Finding,
  result: FileResult,
  secrets: SecretPlaces,
  { colors, frames, machine }: TextOptions,
): string {
  const place = `${String(finding.line).padStart(4)}:${String(finding.column).padEnd(4)}`;
  const paint = { error: colors.red, warning: colors.yellow, info: colors.blue }[finding.level];
  const said = finding.remedy === "" ? finding.message : finding.message.slice(0, -finding.remedy.length).trimEnd();
  const lines = [
    `${colors.dim(place)} ${paint(words[finding.level].padEnd(5))}  ${printable(said)}  ${colors.dim(finding.ruleId ?? "")}`.trimEnd(),
  ];
  if (frames) lines.push(...codeFrame(result.source, finding, secrets, colors));
  for (const related of finding.related ?? []) {
    const place = `${printable(showPath(related.filePath, machine))}:${related.line}`;
    lines.push(`${indent}${colors.dim(place)} ${printable(related.message)}`);
  }
  if (finding.live)
    lines.push(`${indent}${colors.bold(`STS: ${finding.live.status}`)} ${printable(liveText(finding))}`);
  if (finding.remedy !== "") lines.push(indent + printable(finding.remedy));
  return lines.join("\n");
}

function liveText({ live }: Finding): string {
  if (!live) return "";
  const identity = [live.account && `account ${live.account}`, live.arn].filter(Boolean).join(", ");
  return [identity, live.code, live.message].filter(Boolean).join(" – ");
}

function summary(results: readonly FileResult[], { colors, elapsed }: TextOptions): string {
  const findings = results.flatMap((result) => result.findings);
  const withFindings = results.filter((result) => result.findings.length > 0).length;
  const clean = results.length - withFindings;
  const fixable = findings.filter(({ fix }) => fix).length;
  const count = (level: Finding["level"]): number => findings.filter((finding) => finding.level === level).length;
  const infos = count("info");
  const parts = [
    findings.length === 0
      ? `${plural(clean, "file")} clean`
      : `${plural(withFindings, "file")} with findings, ${clean} clean`,
    ...(findings.length === 0
      ? []
      : [
          [plural(count("error"), "error"), plural(count("warning"), "warning"), infos > 0 && `${infos} info`]
            .filter(Boolean)
            .join(", "),
        ]),
    ...(fixable > 0 ? [`${fixable} fixable with --fix`] : []),
    ...(elapsed === undefined ? [] : [duration(elapsed)]),
  ];
  return colors.bold(parts.join(" · "));
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
