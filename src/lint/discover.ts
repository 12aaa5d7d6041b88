import { entryPath } from "../machine/entry-path.ts";
import type { FileFailure, Machine } from "../machine/machine.ts";
import { fileKind, type FileKind } from "../terraform/file-kind.ts";
import type { RunProblem } from "./finding.ts";
import { isIgnored, surroundingGitignores, withGitignore, type IgnoreStack } from "./ignored.ts";

/** A file to lint. */
export interface LintedFile {
  /** Absolute. */
  readonly path: string;
  readonly kind: FileKind;
}

export interface Discovery {
  /** Sorted by path, each once. */
  readonly files: readonly LintedFile[];
  readonly problems: readonly RunProblem[];
}

/** Folders that hold copies, packages or caches, never somebody's own configuration. */
const skippedFolders: ReadonlySet<string> = new Set([".terraform", ".terragrunt-cache", ".git", "node_modules"]);

/**
 * Finds the files to lint under the given paths. Folders are searched all the way down, without what `.gitignore` files or
 * `exclude` leave out; a file that is named is read whatever they say. Links to folders are not followed, so a circle of
 * links ends nothing.
 *
 * @param exclude patterns beside those of git.
 * @param shallow only what lies in the given folders themselves.
 */
export function discover(
  paths: readonly string[],
  machine: Machine,
  exclude: IgnoreStack = [],
  shallow = false,
): Discovery {
  const found = new Map<string, LintedFile>();
  const problems: RunProblem[] = [];

  const searchFolder = (directory: string, outerIgnores: IgnoreStack): void => {
    const content = machine.files.list(directory);
    if (!content.ok) {
      problems.push(problem(directory, content));
      return;
    }
    const ignores = content.entries.some(({ name }) => name === ".gitignore")
      ? withGitignore(directory, outerIgnores, machine)
      : outerIgnores;
    for (const { name, kind } of content.entries) {
      const path = entryPath(directory, name, machine);
      const terraformKind = fileKind(name);
      // A folder in the place of a lock file is a lock file that can't be read.
      const mayBeFolder = terraformKind?.content !== "lock-file";
      if (kind === "directory" && mayBeFolder) {
        if (!shallow && !skippedFolders.has(name) && !isExcluded(path, true, ignores)) searchFolder(path, ignores);
        continue;
      }
      if (!terraformKind || isExcluded(path, false, ignores)) continue;
      if (kind === "link" && mayBeFolder && machine.files.kind(path) === "directory") continue;
      found.set(path, { path, kind: terraformKind });
    }
  };

  const isExcluded = (path: string, isDirectory: boolean, ignores: IgnoreStack): boolean =>
    isIgnored(path, isDirectory, ignores, machine) || isIgnored(path, isDirectory, exclude, machine);

  for (const given of paths) {
    const path = machine.paths.resolve(given);
    const kind = machine.files.kind(path);
    if (kind === "directory") {
      const around = surroundingGitignores(path, machine);
      // Who names a folder that git leaves out wants it searched.
      searchFolder(path, isIgnored(path, true, around, machine) ? [] : around);
    } else if (kind === null) {
      problems.push({ path, message: "no such file or directory" });
    } else {
      const terraformKind = fileKind(path) ?? namedKind(path);
      if (terraformKind) found.set(path, { path, kind: terraformKind });
      else problems.push({ path, message: "not a Terraform or OpenTofu file (.tf, .tofu, .tfvars, .tfbackend, …)" });
    }
  }
  return { files: [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), problems };
}

/** What a file is that Terraform knows by no name of its own: people give it as `-backend-config=FILE`. */
function namedKind(path: string): FileKind | null {
  return path.endsWith(".hcl") ? { content: "backend-config", syntax: "native" } : null;
}

function problem(path: string, { message }: FileFailure): RunProblem {
  return { path, message };
}
