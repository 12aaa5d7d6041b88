import type { Machine } from "./machine.ts";

/**
 * The folder that holds `.git`, at or above a folder. Outside a repository it is the folder that the program was started in, for
 * what is below that, else the folder itself. What a configuration reads stays in it.
 */
export function repositoryRoot(directory: string, { files, paths, currentDirectory }: Machine): string {
  for (let folder = directory; ; folder = paths.dirname(folder)) {
    if (files.kind(paths.join(folder, ".git")) !== null) return folder;
    if (paths.dirname(folder) === folder) break;
  }
  return `${directory}${paths.separator}`.startsWith(`${currentDirectory}${paths.separator}`)
    ? currentDirectory
    : directory;
}
