import { rules, topics } from "../../../rules/index.ts";
import { lint } from "../../../src/lint/lint.ts";
import { memoryMachine } from "../../../src/machine/memory.ts";

/** A folder in memory. Findings are due exactly on the lines that say `expect: rule-id`. */
export interface CorpusCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

export const aCase = (name: string, files: string | Readonly<Record<string, string>>): CorpusCase => ({
  name,
  files: typeof files === "string" ? { "main.tf": files } : files,
});

const family = Object.keys(rules).filter((id) => topics[id] === "credentials");

/** What the rules about credentials find in a folder, as `file:line rule-id`. */
export function found(files: CorpusCase["files"], ruleIds: readonly string[] = family): string[] {
  const machine = memoryMachine({ files, environment: { HOME: "/home/user" } });
  const { results, problems } = lint({ paths: ["."], preset: "all" }, machine);
  const findings = results.flatMap(({ filePath, findings: all }) =>
    all
      .filter(({ ruleId }) => ruleId === null || ruleIds.includes(ruleId))
      .map(({ line, ruleId, message }) => `${filePath}:${line} ${ruleId ?? message}`),
  );
  return [...problems.map(({ path, message }) => `${path}: ${message}`), ...new Set(findings)].sort();
}

/** `expect: rule-id` means its own line, `expect-below: rule-id` the next one. */
export function expected(files: CorpusCase["files"]): string[] {
  return Object.entries(files)
    .flatMap(([name, text]) =>
      text.split("\n").flatMap((line, index) => {
        const [, below, ids = ""] = /expect(-below)?: ([\w-]+(?:, [\w-]+)*)/u.exec(line) ?? [];
        return ids.split(", ").flatMap((id) => (id === "" ? [] : [`${name}:${index + (below ? 2 : 1)} ${id}`]));
      }),
    )
    .sort();
}
