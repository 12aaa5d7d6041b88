import type { Colors } from "picocolors/types.js";
import { showPlace } from "../aws/show-place.ts";
import { consumerName } from "../language/consumer-words.ts";
import { foretoldFailure } from "../language/failures.ts";
import type { Step } from "../aws/trace.ts";
import type { Machine } from "../machine/machine.ts";
import type { ConsumerReport } from "./identity.ts";
import { verdict } from "./identity.ts";
import {
  accountText,
  askedText,
  causeText,
  identityText,
  isSameIdentity,
  lifetimeText,
  oneLine,
} from "./identity-words.ts";
import { shownLine } from "./shown-line.ts";

/** When there is no consumer. */
export const nobody = "Nothing here needs AWS credentials: no AWS provider, S3 backend or remote state.\n";

const width = 84;

/** `whoami` for people: who each consumer will be, and the steps that lost, with why. */
export function whoamiText(reports: readonly ConsumerReport[], machine: Machine, colors: Colors): string {
  const provider = reports.find(({ consumer }) => consumer.address === "provider.aws");
  const blocks = reports.map((report) => {
    const isCompared = provider !== undefined && report !== provider;
    const isSame = isCompared && isSameIdentity(report.trace, provider.trace);
    const lines =
      isSame && report.consumer.kind === "cli"
        ? [`${bullet(report, machine, colors)} the same as ${consumerName(provider)}`]
        : [
            `${bullet(report, machine, colors)} ${winner(report, machine)}${isCompared ? difference(report, provider, isSame, machine) : ""}`,
            ...steps(report, machine, colors),
            ...notes(report, machine, colors),
          ];
    return [heading(report, machine, colors), ...lines].map((line) => shownLine(line, machine)).join("\n");
  });
  return `${[versions(reports), ...blocks].filter((part) => part !== "").join("\n\n")}\n`;
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
  if (place === "") return colors.bold(title);
  return `${colors.bold(title)}${" ".repeat(Math.max(2, width - title.length))}${colors.dim(place)}`;
}

function bullet(report: ConsumerReport, machine: Machine, colors: Colors): string {
  return { "will fail": colors.red("✗"), ready: colors.green("●"), "cannot know": colors.yellow("?") }[
    verdict(report, machine.now)
  ];
}

function winner({ trace }: ConsumerReport, machine: Machine): string {
  if (trace.error) return oneLine(trace.error.summary);
  const parts = [identityText(trace)];
  if (trace.region !== null && trace.region !== "{imds}") parts.push(trace.region);
  if (trace.expires !== null) parts.push(lifetimeText(trace.expires, machine.now));
  return parts.join(", ");
}

/** How somebody differs from the default provider, where that is worth a word. */
function difference(report: ConsumerReport, provider: ConsumerReport, isSame: boolean, machine: Machine): string {
  const { consumer, trace } = report;
  if (consumer.kind === "cli") {
    if (isSame || trace.error) return "";
    if (!provider.trace.error) return ` — not who ${consumerName(provider)} is`;
    return verdict(report, machine.now) === "ready" ? ` — works where ${consumerName(provider)} fails` : "";
  }
  const accounts = [trace.account, provider.trace.account];
  const isOtherAccount = accounts.every((account) => account !== null) && accounts[0] !== accounts[1];
  return isOtherAccount && consumer.kind === "backend" ? " — not the provider's account (often intended)" : "";
}

function steps({ trace }: ConsumerReport, machine: Machine, colors: Colors): string[] {
  const shown = trace.steps.filter(({ status }) => status !== "not reached");
  const unreached = trace.steps.filter(({ status }) => status === "not reached").map(({ source }) => source);
  const sourceWidth = Math.max(...trace.steps.map(({ source }) => source.length)) + 2;
  const lines = shown.map((step) => stepLine(step, sourceWidth, machine));
  if (unreached.length > 0) lines.push(`${"…".padEnd(sourceWidth)}not reached: ${[...new Set(unreached)].join(", ")}`);
  return lines.map((line, index) => `  ${colors.dim(index === lines.length - 1 ? "└" : "├")} ${line}`);
}

function stepLine({ source, status, because, where }: Step, sourceWidth: number, machine: Machine): string {
  const word = status === "absent" ? "—" : status;
  const reason = causeText(because);
  const places = where
    .map((place) => showPlace(place, machine))
    .filter((place) => place !== source && !because.includes(place));
  const place = [...new Set(places)].slice(0, 3).join(", ");
  const said =
    place === "" ? reason : reason.endsWith(")") ? `${reason.slice(0, -1)}, ${place})` : `${reason} (${place})`;
  return `${source.padEnd(sourceWidth)}${word.padEnd(10)}${said}`;
}

function notes({ consumer, trace, oldest, live, cached }: ConsumerReport, machine: Machine, colors: Colors): string[] {
  const warn = colors.yellow("⚠");
  const lines: string[] = [];
  const cause = trace.error ? causeText(trace.error.detail) : "";
  const isTold = trace.steps.some(({ because }) => causeText(because) === cause);
  if (cause !== "" && !isTold) lines.push(`  ${warn} ${cause}`);
  for (const { because, where } of trace.unknown) {
    const places = where.map((place) => showPlace(place, machine)).join(", ");
    lines.push(`  ? unknown: ${because}${places === "" ? "" : ` (${places})`}`);
  }
  for (const { summary, detail } of trace.warnings) lines.push(`  ${warn} ${oneLine(`${summary}: ${detail}`)}`);
  if (trace.ifUnavailable)
    lines.push(`  ? if ${askedText(trace)} can't answer: ${oneLine(trace.ifUnavailable.summary)}`);
  if (oldest) {
    const other = oldest.trace.error ? oneLine(oldest.trace.error.summary) : identityText(oldest.trace);
    lines.push(`  ${warn} ${oldest.version}, which the constraint admits too, answers otherwise: ${other}`);
  }
  if (cached && cached.differences.length > 0) {
    const names = cached.differences.map(({ name }) => name).join(", ");
    lines.push(`  ${warn} an earlier init (${cached.file}) was told another ${names} → ${cached.init} -reconfigure`);
  }
  if (live) {
    const said = [live.account && `account ${accountText(live.account)}`, live.arn, live.code, live.message];
    lines.push(`  STS ${live.status}${said.some(Boolean) ? `: ${said.filter(Boolean).join(", ")}` : ""}`);
  }
  const failure = foretoldFailure(trace, consumer, machine);
  if (failure && failure.remedy !== "") lines.push(`  → ${failure.remedy}`);
  return lines;
}
