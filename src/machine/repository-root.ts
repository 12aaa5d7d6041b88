import type { Machine } from "./machine.ts";

/**
 * The folder that holds `.git`, at or above a folder. Outside a repository it is the folder that the program was started in, for
 * what is below that, else the folder itself. What a configuration reads stays in it.
 */
export const repositoryRoot = (directory: string, machine: Machine): string => repositoryRoots(machine)(directory);

/** The same for many folders, looking at each once. */
export function repositoryRoots({ files, paths, currentDirectory }: Machine): (directory: string) => string {
  const known = new Map<string, string | null>();
  const atOrAbove = (folder: string): string | null => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const parent = paths.dirname(folder);
    const isRoot = files.kind(paths.join(folder, ".git")) !== null;
    const root = isRoot ? folder : parent === folder ? null : atOrAbove(parent);
    known.set(folder, root);
    return root;
  };
  const isBelowStart = (directory: string): boolean =>
    `${directory}${paths.separator}`.startsWith(`${currentDirectory}${paths.separator}`);
  return (directory) => atOrAbove(directory) ?? (isBelowStart(directory) ? currentDirectory : directory);
}
