import type { Machine } from "../machine/machine.ts";

/**
 * The folder that holds `.git`, at or above a folder. Outside a repository it is the folder that the program was started in, when that is
 * above; else the folder itself. What a configuration reads stays in it, and modules in it may call each other.
 */
export function repositoryRoot(directory: string, { files, paths, currentDirectory }: Machine): string {
  let outermost = directory;
  for (let folder = directory; ; folder = paths.dirname(folder)) {
    if (files.kind(paths.join(folder, ".git")) !== null) return folder;
    if (folder === currentDirectory) outermost = folder;
    if (paths.dirname(folder) === folder) return outermost;
  }
}
