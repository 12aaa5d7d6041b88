import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "./folder.ts";
import { runCli, type CliRun } from "./run-cli.ts";

const configuration = folderWith({ "main.tf": 'provider "aws" {\n  access_key = "AKIAQ3EGSIE5ZYFVN5GL"\n}\n' });
const home = `tf-preflight-${process.getuid?.() ?? ""}`;

const lintWith = (TMPDIR: string, more: Readonly<Record<string, string>> = {}): CliRun =>
  runCli(["--no-env"], { cwd: configuration, environment: { TMPDIR, ...more } });

const kept = (temporary: string): string[] =>
  existsSync(path.join(temporary, home))
    ? (readdirSync(path.join(temporary, home), { recursive: true }) as string[]).filter((name) =>
        name.endsWith(".code"),
      )
    : [];

describe("the code cache", () => {
  it("is made by the first run that does something, and changes no answer", () => {
    const temporary = folderWith({});
    expect(runCli(["--version"], { environment: { TMPDIR: temporary } }).status).toBe(0);
    expect(runCli(["--unknown"], { environment: { TMPDIR: temporary } }).status).toBe(2);
    expect(kept(temporary)).toEqual([]);

    const first = lintWith(temporary);
    const files = kept(temporary);
    expect(first.status).toBe(1);
    expect(files.some((name) => name.endsWith("core.cjs.code"))).toBe(true);

    const before = files.map((name) => statSync(path.join(temporary, home, name)).mtimeMs);
    expect(lintWith(temporary)).toEqual(first);
    expect(files.map((name) => statSync(path.join(temporary, home, name)).mtimeMs)).toEqual(before);
  });

  it.skipIf(process.platform === "win32")("can be read by its owner alone", () => {
    const temporary = folderWith({});
    lintWith(temporary);
    expect(statSync(path.join(temporary, home)).mode & 0o777).toBe(0o700);
  });

  it("holds nothing of what was linted", () => {
    const temporary = folderWith({});
    lintWith(temporary);
    for (const name of kept(temporary)) {
      expect(readFileSync(path.join(temporary, home, name), "latin1")).not.toContain("Q3EGSIE5ZYFVN5GL");
    }
  });

  it("is not read from a folder that somebody else can write to", () => {
    const temporary = folderWith({});
    mkdirSync(path.join(temporary, home));
    chmodSync(path.join(temporary, home), 0o777);
    expect(lintWith(temporary).status).toBe(1);
    expect(kept(temporary)).toEqual([]);
  });

  it("is made anew when it is broken", () => {
    const temporary = folderWith({});
    const first = lintWith(temporary);
    const files = kept(temporary).map((name) => path.join(temporary, home, name));
    for (const file of files) writeFileSync(file, "not code");
    expect(lintWith(temporary)).toEqual(first);
    for (const file of files) expect(statSync(file).size).toBeGreaterThan(100);
  });

  it("is left out at Node's own word, and where nothing can be written", () => {
    const temporary = folderWith({});
    const first = lintWith(temporary, { NODE_DISABLE_COMPILE_CACHE: "1" });
    expect(kept(temporary)).toEqual([]);
    expect(lintWith(path.join(temporary, "missing"))).toEqual(first);
    expect(readdirSync(temporary)).toEqual([]);
    writeFileSync(path.join(temporary, home), "a file");
    expect(lintWith(temporary)).toEqual(first);
  });
});
