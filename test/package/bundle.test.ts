import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { lint } from "../../src/lint/lint.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { folderWith } from "../cli/folder.ts";
import { runCli } from "../cli/run-cli.ts";

const root = path.join(import.meta.dirname, "../..");
const dist = path.join(root, "dist");

/** The files that Node loads for an entry before anything else is asked for: static imports, followed. */
function loadedBy(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const text = readFileSync(entry, "utf8");
  for (const [, specifier = ""] of text.matchAll(/(?:^|[;}\s])(?:import|export)\b[^("';]*?["'](\.[^"']+)["']/gu)) {
    loadedBy(path.resolve(path.dirname(entry), specifier), seen);
  }
  return seen;
}

const kilobytes = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + statSync(file).size, 0) / 1024;

describe("the bundle", () => {
  it("loads next to nothing before the command is known", () => {
    expect(kilobytes(loadedBy(path.join(dist, "cli.js")))).toBeLessThan(20);
  });

  it("is small as a whole, without the packages that only functions need", () => {
    const chunks = readdirSync(path.join(dist, "chunks")).map((name) => path.join(dist, "chunks", name));
    expect(kilobytes(chunks)).toBeLessThan(1200);
  });

  it("finds what the unbundled program finds: nothing that ESLint needs was left out", () => {
    const text =
      'provider "aws" {\n  access_key = "AKIAQ3EGSIE5ZYFVN5GL"\n  version = "~> 4.0"\n}\n# tf-preflight-disable-next-line nothing\na = 1\n';
    const bundled = runCli(["--no-env", "--format", "json"], { cwd: folderWith({ "main.tf": text }) });
    const unbundled = lint({ paths: ["."], useEnvironment: false }, memoryMachine({ files: { "main.tf": text } }));
    const places = (messages: readonly { ruleId: string | null; line: number; column: number }[]): string[] =>
      messages.map(({ ruleId, line, column }) => `${line}:${column} ${String(ruleId)}`);
    const [report] = JSON.parse(bundled.stdout) as [
      { messages: { ruleId: string | null; line: number; column: number }[] },
    ];
    expect(places(report.messages)).toEqual(places(unbundled.results[0]?.findings ?? []));
    expect(report.messages.length).toBeGreaterThan(2);
  });
});
