import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { rules, topics } from "../rules/index.ts";
import { lint } from "../src/lint/lint.ts";
import { memoryMachine } from "../src/machine/memory.ts";
import { examplesOf } from "./doc-examples.ts";

const folder = path.join(import.meta.dirname, "../rules");
const page = (id: string): string => readFileSync(path.join(folder, topics[id] ?? "", `${id}.md`), "utf8");

describe("the rules' pages", () => {
  it("have no page without a rule", () => {
    const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      /[\\/].*\.md$/u.test(name),
    );
    expect(pages.map((name) => path.basename(name, ".md")).sort()).toEqual(Object.keys(rules).sort());
  });

  describe.each(Object.keys(rules))("%s", (id) => {
    const text = page(id);

    it("says what, shows both sides, says why, how to fix it and when to turn it off", () => {
      expect(text.startsWith(`# ${id}\n`)).toBe(true);
      expect(text.match(/^## .+$/gmu)).toEqual(
        expect.arrayContaining(["## Examples", "## Why", "## How to fix", "## When to turn it off"]),
      );
      expect(text).not.toMatch(/^## [^\n]+\n\s*(?:## |$(?![\s\S]))/mu);
      expect(examplesOf(text).map(({ verdict }) => verdict)).toEqual(expect.arrayContaining(["fail", "pass"]));
    });

    it.each(examplesOf(text))("example in line $line: $verdict", ({ verdict, files, environment }) => {
      const machine = memoryMachine({ files, environment: { HOME: "/home/user", ...environment } });
      const { results, problems } = lint(
        { paths: ["."], command: "check", choices: [{ id, level: "error" }] },
        machine,
      );
      const found = results
        .flatMap(({ findings }) => findings)
        .filter(({ ruleId }) => ruleId === id || ruleId === null);
      expect(problems).toEqual([]);
      expect([...new Set(found.map(({ ruleId }) => ruleId))]).toEqual(verdict === "fail" ? [id] : []);
    });
  });
});
