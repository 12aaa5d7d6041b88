import type { Colors } from "picocolors/types.js";
import { showPlace } from "../aws/show-place.ts";
import { consumerName } from "../language/consumer-words.ts";
import { momentText } from "../language/moment-text.ts";
import { foretoldFailure } from "../language/failures.ts";
import type { Step } from "../aws/trace.ts";
import type { Machine } from "../machine/machine.ts";
import type { ConsumerReport } from "./identity.ts";
import { verdict, type Verdict } from "./identity.ts";
import { accountText, identityText, isSameIdentity } from "./identity-words.ts";
import { printable } from "./printable.ts";

/** When there is no consumer. */
export const nobody = "Nothing here needs AWS credentials: no AWS provider, S3 backend or remote state.\n";

const width = 84;

/** `whoami` for people: who each consumer will be, and the steps that lost, with why. */
export function whoamiText(reports: readonly ConsumerReport[], machine: Machine, colors: Colors): string {
  const blocks = reports.map((report) => {
    const lines = [
      heading(report, machine, colors),
      `${bullet(report, machine, colors)} ${winner(report, reports, machine)}`,
      ...steps(report, machine, colors),
      ...notes(report, machine, colors),
    ];
    return lines.map(printableLine).join("\n");
  });
  return `${[versions(reports), ...blocks].join("\n\n")}\n`;
}

/** One line a consumer, and how many of them will fail. */
export function checkText(reports: readonly ConsumerReport[], machine: Machine, colors: Colors): string {
  const nameWidth = Math.max(...reports.map((report) => consumerName(report).length)) + 2;
  const lines = reports.map((report) => {
    const answer = verdict(report, machine.now);
    return `${mark(answer, colors)} ${consumerName(report).padEnd(nameWidth)}${answer.padEnd(13)}${reason(report, machine)}`.trimEnd();
  });
  const failing = reports.filter((report) => verdict(report, machine.now) === "will fail").length;
  lines.push(colors.bold(failing === 0 ? "Nothing will fail." : `${failing} of ${reports.length} will fail.`));
  return `${lines.map(printableLine).join("\n")}\n`;
}

function versions(reports: readonly ConsumerReport[]): string {
  const seen = new Set<string>();
  for (const { consumer, version } of reports) {
    if (!version) continue;
    const product =
      consumer.kind === "provider"
        ? "hashicorp/aws"
        : "program" in consumer && consumer.program.name === "opentofu"
          ? "OpenTofu"
          : "Terraform";
    seen.add(`${product} ${version.version} (${version.basis === "flag" ? "as you say" : version.basis})`);
  }
  return [...seen].join(", ");
}

function heading(report: ConsumerReport, machine: Machine, colors: Colors): string {
  const place = report.place ? showPlace(report.place, machine) : report.consumer.kind === "provider" ? "implied" : "";
  const title = consumerName(report);
  return `${colors.bold(title)}${" ".repeat(Math.max(2, width - title.length))}${colors.dim(place)}`.trimEnd();
}

function mark(answer: Verdict, colors: Colors): string {
  return { "will fail": colors.red("✗"), ready: colors.green("✓"), "cannot know": colors.yellow("?") }[answer];
}

function bullet(report: ConsumerReport, machine: Machine, colors: Colors): string {
  if (verdict(report, machine.now) === "will fail") return colors.red("✗");
  return report.trace.unknown.length > 0 ? colors.yellow("?") : colors.green("●");
}

function winner(report: ConsumerReport, all: readonly ConsumerReport[], machine: Machine): string {
  const { trace, consumer } = report;
  if (trace.error) return oneLine(trace.error.summary);
  const parts = [identityText(trace)];
  if (trace.region !== null && trace.region !== "{imds}") parts.push(trace.region);
  if (trace.expires !== null) parts.push(lifetime(trace.expires, machine.now));
  const text = parts.join(", ");
  const provider = all.find((other) => other.consumer.address === "provider.aws");
  if (!provider || provider === report) return text;
  const isSame = isSameIdentity(trace, provider.trace);
  if (consumer.kind === "cli")
    return isSame ? `the same as ${consumerName(provider)}` : `${text} — not who ${consumerName(provider)} is`;
  const accounts = [trace.account, provider.trace.account];
  const isOtherAccount = accounts.every((account) => account !== null) && accounts[0] !== accounts[1];
  return isOtherAccount && consumer.kind === "backend" ? `${text} — not the provider's account (often intended)` : text;
}

function steps({ trace }: ConsumerReport, machine: Machine, colors: Colors): string[] {
  const shown = trace.steps.filter(({ status }) => status !== "not reached");
  const unreached = trace.steps.filter(({ status }) => status === "not reached").map(({ source }) => source);
  const sourceWidth = Math.max(...trace.steps.map(({ source }) => source.length)) + 2;
  const lines = shown.map((step) => stepLine(step, sourceWidth, machine));
  if (unreached.length > 0) lines.push(`${"…".padEnd(sourceWidth)}not reached: ${unreached.join(", ")}`);
  return lines.map((line, index) => `  ${colors.dim(index === lines.length - 1 ? "└" : "├")} ${line}`);
}

function stepLine({ source, status, because, where }: Step, sourceWidth: number, machine: Machine): string {
  const word = status === "absent" ? "—" : status;
  const places = where.map((place) => showPlace(place, machine)).filter((place) => !because.includes(place));
  const place = places.length > 0 ? ` (${[...new Set(places)].slice(0, 3).join(", ")})` : "";
  return `${source.padEnd(sourceWidth)}${word.padEnd(10)}${because}${place}`;
}

function notes({ consumer, trace, oldest, live }: ConsumerReport, machine: Machine, colors: Colors): string[] {
  const warn = colors.yellow("⚠");
  const lines: string[] = [];
  const failure = foretoldFailure(trace, consumer, machine);
  if (failure && failure.remedy !== "") lines.push(`  → ${failure.remedy}`);
  if (trace.error?.detail) lines.push(`  ${warn} ${oneLine(trace.error.detail)}`);
  for (const { because, where } of trace.unknown) {
    const places = where.map((place) => showPlace(place, machine)).join(", ");
    lines.push(`  ? unknown: ${because}${places === "" ? "" : ` (${places})`}`);
  }
  for (const { summary, detail } of trace.warnings) lines.push(`  ${warn} ${oneLine(`${summary}: ${detail}`)}`);
  if (trace.ifUnavailable) lines.push(`  ? if it can't answer: ${oneLine(trace.ifUnavailable.summary)}`);
  if (oldest) {
    const other = oldest.trace.error ? oneLine(oldest.trace.error.summary) : identityText(oldest.trace);
    lines.push(`  ${warn} ${oldest.version}, which the constraint admits too, answers otherwise: ${other}`);
  }
  if (live) {
    const said = [live.account && `account ${accountText(live.account)}`, live.arn, live.code, live.message];
    lines.push(`  STS ${live.status}${said.some(Boolean) ? `: ${said.filter(Boolean).join(", ")}` : ""}`);
  }
  return lines;
}

function reason(report: ConsumerReport, machine: Machine): string {
  const { trace, live } = report;
  if (trace.error) {
    const failure = foretoldFailure(trace, report.consumer, machine);
    // What a finding is about has its remedy there.
    const remedy = failure?.rule === null ? failure.remedy : "";
    return `${failure?.said ?? oneLine(trace.error.summary)}${remedy === "" ? "" : ` → ${remedy}`}`;
  }
  if (live) return live.message ?? live.arn ?? "";
  const [unknown] = trace.unknown;
  if (unknown) return unknown.because;
  const until = trace.expires === null ? "" : `, ${lifetime(trace.expires, machine.now)}`;
  return `${identityText(trace)}${until}${verdict(report, machine.now) === "cannot know" ? ": only a call can tell (--live)" : ""}`;
}

function lifetime(expires: number, now: number): string {
  const moment = momentText(expires, now);
  return expires > now ? `until ${moment}` : `session ended ${moment}, to be renewed`;
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/gu, " ").trim();
}

// eslint-disable-next-line no-control-regex -- the escape character begins a colour code
const colorCode = /(\u001b\[\d+m)/u;

/** Colour codes are ours; everything else in a line may come from a file or the environment. */
function printableLine(line: string): string {
  return line
    .split(colorCode)
    .map((part, index) => (index % 2 === 1 ? part : printable(part)))
    .join("");
}
