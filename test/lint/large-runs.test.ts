import { describe, expect, it } from "vitest";
import { lint, type LintResult } from "../../src/lint/lint.ts";
import type { Machine } from "../../src/machine/machine.ts";
import { memoryMachine } from "../../src/machine/memory.ts";

const secret = "vR4q+N8mZx1LcT7yKp0Wd5sHj2/GfBa9eUoXi36Q";
const filler = `# ${"as long as files of a large repository are ".repeat(2_500)}\n`;

/** 20 roots of three folders each: one that calls a module, the module, and values in a folder of their own. */
function repository(filling: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (let index = 0; index < 20; index++) {
    const name = String(index).padStart(2, "0");
    files[`modules/m${name}/main.tf`] =
      `${filling}variable "key" {}\nprovider "aws" {\n  access_key = "AKIAQ3EGSIE5ZYFVN5GL"\n  secret_key = var.key\n}\n`;
    files[`roots/r${name}/main.tf`] =
      `${filling}variable "secret" {}\nmodule "m" {\n  source = "../../modules/m${name}"\n  key = var.secret\n}\n`;
    files[`roots/r${name}/values/prod.tfvars`] = `secret = "${secret}"\n`;
  }
  return files;
}

function linted(files: Record<string, string>): { result: LintResult; reads: ReadonlyMap<string, number> } {
  const machine = memoryMachine({ files });
  const reads = new Map<string, number>();
  const counting: Machine = {
    ...machine,
    files: {
      ...machine.files,
      read(path) {
        reads.set(path, (reads.get(path) ?? 0) + 1);
        return machine.files.read(path);
      },
    },
  };
  return { result: lint({ paths: ["."], useEnvironment: false }, counting), reads };
}

const findings = ({ results }: LintResult, linesBefore: number): readonly string[] =>
  results.flatMap(({ filePath, findings: found }) =>
    found.map(
      ({ line, ruleId }) => `${filePath}:${filePath.endsWith(".tf") ? line - linesBefore : line} ${ruleId ?? ""}`,
    ),
  );

describe("a run over more than is kept at once", () => {
  const small = linted(repository(""));
  const large = linted(repository(filler));

  it("finds what it finds in a small one, through calls and values of other folders", () => {
    expect(findings(small.result, 0)).toContain("roots/r00/values/prod.tfvars:1 hardcoded-credentials");
    expect(findings(large.result, 1)).toEqual(findings(small.result, 0));
  });

  it("reads no file more than twice, and a small one once", () => {
    const configuration = ([path]: [string, number]): boolean => /\.tf(?:vars)?$/u.test(path);
    const most = (reads: ReadonlyMap<string, number>): number =>
      Math.max(...[...reads].filter(configuration).map(([, count]) => count));
    expect(most(small.reads)).toBe(1);
    expect(most(large.reads)).toBe(2);
  });
});
