import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pico from "picocolors";
import { afterAll, describe, expect, it } from "vitest";
import type { CommandName } from "../../src/cli/command-names.ts";
import { commands } from "../../src/cli/commands.ts";
import { flags, type Flag, type FlagName } from "../../src/cli/flags.ts";
import { lint } from "../../src/lint/lint.ts";
import { nodeMachine } from "../../src/machine/node.ts";
import { textReport } from "../../src/report/text.ts";
import { folderWith } from "./folder.ts";
import { plantedWorld } from "./planted-secrets.ts";
import { runCli, type CliRun } from "./run-cli.ts";

const world = plantedWorld();
const folder = folderWith(world.files);

/** Values for the flags that take one and don't list what they allow. Paths are from the planted folder. */
const samples: Partial<Record<FlagName, readonly string[]>> = {
  output: ["report.out"],
  config: ["none.hcl"],
  rule: ["hardcoded-credentials=warning", "nonsense=error"],
  "max-warnings": ["0"],
  var: [`secret_key=${world.environment.TF_VAR_secret_key}`],
  "var-file": ["prod.auto.tfvars", "none.tfvars"],
  "backend-config": [`secret_key=${world.environment.TF_VAR_secret_key}`, "prod.tfbackend", "none.tfbackend"],
  workspace: ["prod"],
  "provider-version": ["5.31.0", "3.70.0"],
  "terraform-version": ["1.11.4"],
  "opentofu-version": ["1.10.6"],
  "stdin-filename": ["main.tf"],
  format: ["stylish", "json", "sarif", "github", "junit", "checkstyle"],
  baseline: ["baseline.json"],
};

/** Flags that change what a run does or prints: one call each. All others can be given together. */
const alone: ReadonlySet<FlagName> = new Set<FlagName>([
  ...([
    "format",
    "output",
    "fix",
    "fix-dry-run",
    "live",
    "no-env",
    "stdin",
    "config",
    "color",
    "help",
    "baseline",
    "version",
  ] as const),
]);

/** Calls that together use each value of each flag of a command, beside the flags that make it say as much as it can. */
function calls(command: CommandName): string[][] {
  const loud = commands[command].flags.includes("preset") ? ["--preset", "all", "--debug"] : ["--debug"];
  const single: string[][] = [[]];
  const together: string[][] = [];
  for (const name of commands[command].flags) {
    const flag = flags[name];
    const values = flag.type === "boolean" ? [[`--${name}`]] : valuesOf(name).map((value) => [`--${name}`, value]);
    if (alone.has(name)) single.push(...values);
    else for (const [index, value] of values.entries()) (together[index] ??= []).push(...value);
  }
  return [...single, ...together].map((more) => [command, ...loud.filter((each) => !more.includes(each)), ...more]);
}

const flagTable: Readonly<Record<FlagName, Flag>> = flags;

function valuesOf(name: FlagName): readonly string[] {
  const values = flagTable[name].allowed ?? samples[name];
  if (!values) throw new Error(`--${name} takes a value: give planted-secrets.test.ts a sample`);
  return values;
}

/** What a run printed or wrote, and what of the planted secrets is in it. */
function leaks(texts: readonly string[]): string[] {
  return world.secrets.flatMap(({ what, secret }) => {
    // A part is as good as the whole when it is long; four letters at either end of an id are shown on purpose.
    const parts = [secret, secret.slice(0, 12), secret.slice(-12)];
    return texts.some((text) => parts.some((part) => text.includes(part))) ? [what] : [];
  });
}

function run(args: readonly string[], cwd: string, input = ""): CliRun {
  const unreachable = { AWS_ENDPOINT_URL_STS: "http://127.0.0.1:9", AWS_EC2_METADATA_DISABLED: "true" };
  return runCli(args, {
    cwd,
    input,
    environment: { ...world.environment, ...unreachable, HOME: path.join(cwd, "home") },
  });
}

/** A copy of the planted folder: whatever a run leaves behind in it is new. */
function copy(): string {
  const target = mkdtempSync(path.join(tmpdir(), "tf-preflight-planted-"));
  cpSync(folder, target, { recursive: true });
  afterAll(() => {
    rmSync(target, { recursive: true, force: true });
  });
  return target;
}

function newFiles(cwd: string): string[] {
  return readdirSync(cwd, { recursive: true, encoding: "utf8" })
    .filter((name) => !existsSync(path.join(folder, name)))
    .flatMap((name) => {
      try {
        return [readFileSync(path.join(cwd, name), "utf8")];
      } catch {
        return [];
      }
    });
}

// `json` prints configuration: that is all it does. Only what it says of a file that it can't read is looked at below.
const names = (Object.keys(commands) as CommandName[]).filter((name) => name !== "json");

describe("planted secrets", () => {
  it("are many", () => {
    expect(world.secrets.length).toBeGreaterThanOrEqual(50);
    expect(new Set(world.secrets.map(({ secret }) => secret)).size).toBe(world.secrets.length);
  });

  it("are found", () => {
    const { stdout } = run(["lint", "--format", "json", "--preset", "all"], folder);
    const found = (JSON.parse(stdout) as { messages: { ruleId: string }[] }[])
      .flatMap(({ messages }) => messages)
      .filter(({ ruleId }) => ruleId === "hardcoded-credentials" || ruleId === "access-key-in-configuration");
    expect(found.length).toBeGreaterThan(60);
  });

  it.each(
    names.flatMap(calls).map((args) => [args.join(" ").replace(/secret_key=\S+/u, "secret_key=…"), args] as const),
  )("stay hidden: %s", (_name, args) => {
    const cwd = copy();
    const { stdout, stderr } = run(args, cwd, args.includes("--stdin") ? world.files["main.tf"] : "");
    const texts = [stdout, stderr, ...newFiles(cwd)];
    expect(texts.join("")).not.toBe("");
    expect(leaks(texts)).toEqual([]);
  });

  it("stay hidden in the frames of a terminal", () => {
    const machine = { ...nodeMachine(), currentDirectory: folder };
    const { results } = lint({ paths: [folder], preset: "all", useEnvironment: false }, machine);
    const text = textReport(results, { machine, colors: pico.createColors(true), frames: true });
    expect(text).toContain("│");
    expect(leaks([text])).toEqual([]);
  });

  it.each([
    ["a file that isn't there", ["lint", "none.tf"]],
    ["a broken file", ["lint", "broken", "--color"]],
    ["an unknown flag", ["--secret", "x"]],
    ["a broken file as JSON", ["json", "broken/main.tf", "--debug"]],
    ["broken JSON as JSON", ["json", "broken/x.tf.json", "--debug"]],
    ["a folder as JSON", ["json", ".", "--debug"]],
    ["standard input that is broken", ["lint", "--stdin", "--stdin-filename", "x.tf"]],
  ])("stay hidden when the run fails: %s", (_what, args) => {
    const { stdout, stderr } = run(args, copy(), world.files["broken/main.tf"]);
    expect(stdout + stderr).not.toBe("");
    expect(leaks([stdout, stderr])).toEqual([]);
  });
});
