import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { lint } from "../../src/lint/lint.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { folderWith } from "../cli/folder.ts";
import { runCli } from "../cli/run-cli.ts";

const root = path.join(import.meta.dirname, "../..");
const dist = path.join(root, "dist");

const kilobytes = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + statSync(file).size, 0) / 1024;

const filesOf = (folder: string): string[] => readdirSync(folder).map((name) => path.join(folder, name));

describe("the bundle", () => {
  it("loads next to nothing before the command is known", () => {
    const early = ["cli.cjs", "cli/main.cjs", "cli/command-line.cjs", "cli/rolldown-runtime.cjs", "cli/version.cjs"];
    expect(kilobytes(early.map((name) => path.join(dist, name)))).toBeLessThan(20);
  });

  it("is small as a whole, without the packages that only functions need", () => {
    expect(kilobytes(filesOf(path.join(dist, "cli")))).toBeLessThan(1200);
    expect(kilobytes(filesOf(path.join(dist, "chunks")))).toBeLessThan(1100);
  });

  it("is in ASCII, as its loader takes it to be", () => {
    const others = filesOf(path.join(dist, "cli")).filter((file) => /[^\0-\x7f]/u.test(readFileSync(file, "utf8")));
    expect(others).toEqual([]);
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
