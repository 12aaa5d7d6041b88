import createIgnore, { type Ignore } from "ignore";
import type { Machine } from "../machine/machine.ts";

/** Patterns in `.gitignore`'s language, counted from the folder they were written in. */
export interface IgnorePatterns {
  readonly base: string;
  readonly patterns: Ignore;
}

/** The patterns that hold in a folder, outermost first. */
export type IgnoreStack = readonly IgnorePatterns[];

export function ignorePatterns(base: string, patterns: string | readonly string[]): IgnorePatterns {
  return { base, patterns: createIgnore().add(patterns) };
}

/** Whether a path is left out: the innermost patterns that say anything about it decide, as git does. */
export function isIgnored(path: string, isDirectory: boolean, stack: IgnoreStack, machine: Machine): boolean {
  for (const { base, patterns } of [...stack].reverse()) {
    const relative = machine.paths.relative(base, path).replaceAll("\\", "/");
    if (relative === "" || relative.startsWith("../") || machine.paths.isAbsolute(relative)) continue;
    const { ignored, unignored } = patterns.test(isDirectory ? `${relative}/` : relative);
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}

/** A folder's own `.gitignore`, added to what holds around it. */
export function withGitignore(directory: string, stack: IgnoreStack, machine: Machine): IgnoreStack {
  const content = machine.files.read(machine.paths.join(directory, ".gitignore"));
  return content.ok ? [...stack, ignorePatterns(directory, new TextDecoder().decode(content.bytes))] : stack;
}

/** What the folders around a folder leave out, up to the one that holds `.git`; nothing outside a repository. */
export function surroundingGitignores(directory: string, machine: Machine): IgnoreStack {
  const { files, paths } = machine;
  const around: string[] = [];
  for (let current = directory; ; current = paths.dirname(current)) {
    if (files.kind(paths.join(current, ".git")) !== null) {
      return around.reduceRight<IgnoreStack>((stack, folder) => withGitignore(folder, stack, machine), []);
    }
    const parent = paths.dirname(current);
    if (parent === current) return [];
    around.push(parent);
  }
}
