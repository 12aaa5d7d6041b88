import type { Colors } from "picocolors/types.js";
import { consumerName } from "../language/consumer-words.ts";
import { foretoldFailure } from "../language/failures.ts";
import type { Machine } from "../machine/machine.ts";
import { verdict, type ConsumerReport, type Verdict } from "./identity.ts";
import { askedText, identityText, lifetimeText, oneLine } from "./identity-words.ts";
import { shownLine } from "./shown-line.ts";

/** `check` for people: a line a consumer, and how many of them will fail. */
export function checkText(reports: readonly ConsumerReport[], machine: Machine, colors: Colors): string {
  const marks = { "will fail": colors.red("✗"), ready: colors.green("✓"), "cannot know": colors.yellow("?") };
  const nameWidth = Math.max(...reports.map((report) => consumerName(report).length)) + 2;
  const lines = reports.map((report) => {
    const answer = verdict(report, machine.now);
    const head = `${marks[answer]} ${consumerName(report).padEnd(nameWidth)}${answer.padEnd(13)}`;
    return `${head}${reason(report, machine)}`.trimEnd();
  });
  lines.push(colors.bold(summary(reports, machine)));
  return `${lines.map((line) => shownLine(line, machine)).join("\n")}\n`;
}

function summary(reports: readonly ConsumerReport[], machine: Machine): string {
  const count = (answer: Verdict): number => reports.filter((report) => verdict(report, machine.now) === answer).length;
  const [failing, unknown] = [count("will fail"), count("cannot know")];
  const fails = failing === 0 ? "Nothing will fail" : `${failing} of ${reports.length} will fail`;
  return unknown === 0 ? `${fails}.` : `${fails}${failing === 0 ? " for certain" : ""}; ${unknown} cannot be known.`;
}

function reason(report: ConsumerReport, machine: Machine): string {
  const { trace, live } = report;
  const failure = foretoldFailure(trace, report.consumer, machine);
  if (failure) {
    // What a finding is about has its remedy there.
    const remedy = failure.rule === null && failure.remedy !== "" ? ` → ${failure.remedy}` : "";
    return `${oneLine(failure.said)}${remedy}`;
  }
  if (live) return live.message ?? live.arn ?? "";
  const [unknown] = trace.unknown;
  if (unknown) return unknown.because;
  const until = trace.expires === null ? "" : `, ${lifetimeText(trace.expires, machine.now)}`;
  const asks =
    verdict(report, machine.now) === "cannot know" ? `: only ${askedText(trace) || "a call"} can tell (--live)` : "";
  return `${identityText(trace)}${until}${asks}`;
}
