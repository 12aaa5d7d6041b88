import { lint, type LintRequest } from "../src/lint/lint.ts";
import { memoryMachine, type MemoryMachineInit } from "../src/machine/memory.ts";

export interface FolderInit extends MemoryMachineInit, Omit<LintRequest, "paths" | "choices"> {
  readonly paths?: readonly string[];
  readonly options?: object;
}

/** What one rule finds in a folder in memory: `file:line:column message`, one string a finding, sorted by place. */
export function lintFolder(ruleId: string, { paths = ["."], options, ...init }: FolderInit): string[] {
  const choice = { id: ruleId, level: "error" as const, ...(options && { options: [options] }) };
  const { results, problems } = lint({ ...init, paths, choices: [choice] }, memoryMachine(init));
  return [
    ...problems.map(({ path, message }) => `${path}: ${message}`),
    ...results.flatMap(({ filePath, findings }) =>
      findings
        .filter((finding) => finding.ruleId === ruleId || finding.ruleId === null)
        .map(({ line, column, message }) => `${filePath}:${line}:${column} ${message}`),
    ),
  ];
}
