import { createHmac, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import type { FileResult, Finding } from "./finding.ts";
import type { LintResult } from "./lint.ts";

/**
 * Findings that a team has agreed to live with for now. An entry is a salted hash of the rule, the file and what stands at the place,
 * whatever its line and indentation: no secret can be read from it, and another secret at the same place is another finding.
 */
interface Baseline {
  readonly version: 1;
  readonly salt: string;
  readonly entries: readonly string[];
}

/** The baseline can't be used; the message begins with the file. */
export class BaselineError extends Error {
  override readonly name = "UsageError";
}

export interface BaselineOutcome<Result extends LintResult> {
  /** Without the findings of the baseline. */
  readonly result: Result;
  /** The file was missing, and now holds all findings there were. */
  readonly written: boolean;
  /** Entries that match no finding any more. */
  readonly stale: number;
}

/** Takes the findings of a baseline out of a result; a baseline that doesn't exist yet is made from it. */
export function applyBaseline<Result extends LintResult>(result: Result, file: string): BaselineOutcome<Result> {
  const known = read(file);
  const { salt } = known ?? { salt: randomBytes(16).toString("hex") };
  const waiting = new Map<string, number>();
  for (const entry of known?.entries ?? []) waiting.set(entry, (waiting.get(entry) ?? 0) + 1);
  const entries: string[] = [];
  const results = result.results.map((each) => ({
    ...each,
    findings: each.findings.filter((finding) => {
      const entry = fingerprint(finding, each, salt);
      entries.push(entry);
      const left = waiting.get(entry) ?? 0;
      if (left > 0) waiting.set(entry, left - 1);
      return known !== null && left === 0;
    }),
  }));
  if (!known) write(file, { version: 1, salt, entries: entries.sort() });
  const stale = [...waiting.values()].reduce((sum, count) => sum + count, 0);
  return { result: { ...result, results }, written: known === null, stale };
}

function fingerprint(
  { ruleId, line, endLine = line }: Finding,
  { filePath, source }: FileResult,
  salt: string,
): string {
  const content = source
    .split("\n")
    .slice(line - 1, endLine)
    .join(" ")
    .replace(/\s+/gu, " ")
    .trim();
  return createHmac("sha256", salt)
    .update(JSON.stringify([ruleId, filePath, content]))
    .digest("hex")
    .slice(0, 32);
}

function read(file: string): Baseline | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new BaselineError(`--baseline ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    const baseline = JSON.parse(text) as Partial<Baseline>;
    if (baseline.version === 1 && typeof baseline.salt === "string" && Array.isArray(baseline.entries)) {
      return baseline as Baseline;
    }
  } catch {
    // Said below, without the text.
  }
  throw new BaselineError(`--baseline ${file}: not a baseline; delete it to write a new one`);
}

function write(file: string, baseline: Baseline): void {
  try {
    writeFileSync(file, `${JSON.stringify(baseline, null, 2)}\n`);
  } catch (error) {
    throw new BaselineError(`--baseline ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
