import type { Machine } from "../machine/machine.ts";

/** The folder that holds `.git`, at or above a folder; the folder itself outside a repository. What a configuration reads stays in it. */
export function repositoryRoot(directory: string, { files, paths }: Machine): string {
  for (let folder = directory; ; folder = paths.dirname(folder)) {
    if (files.kind(paths.join(folder, ".git")) !== null) return folder;
    if (paths.dirname(folder) === folder) return directory;
  }
}
