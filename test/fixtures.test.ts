import { readdirSync, readFileSync, existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { lint } from "../src/lint/lint.ts";
import { environmentOf } from "../src/machine/environment.ts";
import type { Machine } from "../src/machine/machine.ts";
import { nodeMachine } from "../src/machine/node.ts";
import { pathsOf } from "../src/machine/paths.ts";

const folder = path.join(import.meta.dirname, "../fixtures");

/** `fixtures/demo` and `fixtures/<topic>/<case>`: whole folders as users have them. */
const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    existsSync(path.join(folder, name, "main.tf"))
      ? [name]
      : readdirSync(path.join(folder, name)).map((each) => `${name}/${each}`),
  );

/**
 * The machine of a fixture: `.env` holds its environment (`NAME=value` lines), `home/` its home folder.
 * Findings are due exactly where a comment says `expect: rule-id`; those that only `check` has, where one says `in check: rule-id`.
 */
function machineOf(fixture: string): Machine {
  const directory = path.join(folder, fixture);
  const variables = existsSync(path.join(directory, ".env"))
    ? Object.fromEntries(
        readFileSync(path.join(directory, ".env"), "utf8")
          .split("\n")
          .filter((line) => line.includes("="))
          .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)] as const),
      )
    : {};
  const home = path.join(directory, "home");
  return {
    ...nodeMachine(),
    environment: environmentOf({ HOME: home, ...variables }, "linux"),
    home,
    currentDirectory: directory,
    paths: pathsOf("linux", directory),
    now: Date.UTC(2026, 8, 9),
  };
}

function expected(fixture: string, words: "expect" | "in check"): string[] {
  const directory = path.join(folder, fixture);
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(tf|tofu|json|tfvars|tfbackend|hcl|tfstate)$/u.test(name))
    .flatMap((name) =>
      readFileSync(path.join(directory, name), "utf8")
        .split("\n")
        .flatMap((line, index) => {
          const [, list = ""] = new RegExp(`${words}: ([\\w-]+(?:, [\\w-]+)*)`, "u").exec(line) ?? [];
          const ids = list === "" ? [] : list.split(", ");
          return ids.map((id) => `${name.replaceAll("\\", "/")}:${index + 1} ${id}`);
        }),
    )
    .sort();
}

function found(fixture: string, command: "lint" | "check"): string[] {
  const { results, problems } = lint({ paths: ["."], command }, machineOf(fixture));
  expect(problems).toEqual([]);
  return results
    .flatMap(({ filePath, findings }) => findings.map(({ line, ruleId }) => `${filePath}:${line} ${String(ruleId)}`))
    .sort();
}

describe("fixtures", () => {
  it.each(cases)("%s", (fixture) => {
    expect(found(fixture, "lint")).toEqual(expected(fixture, "expect"));
  });

  it.each(cases.filter((fixture) => expected(fixture, "in check").length > 0))("%s in check", (fixture) => {
    const both = [...expected(fixture, "expect"), ...expected(fixture, "in check")];
    expect(found(fixture, "check")).toEqual(both.sort());
  });
});
