import createIgnore from "ignore";
import type { Machine } from "../machine/machine.ts";

/** Whether patterns in `.gitignore`'s language name a file, counted from the folder that the program was started in. */
export function matches(patterns: readonly string[], path: string, { paths, currentDirectory }: Machine): boolean {
  if (patterns.length === 0) return false;
  const relative = paths.relative(currentDirectory, paths.resolve(path)).replaceAll("\\", "/");
  // What lies above has no such name: then the whole path counts.
  const isBelow = relative !== "" && !relative.startsWith("../") && !paths.isAbsolute(relative);
  const name = isBelow
    ? relative
    : paths
        .resolve(path)
        .replaceAll("\\", "/")
        .replace(/^(?:[A-Za-z]:)?\/+/u, "");
  return createIgnore()
    .add([...patterns])
    .ignores(name);
}
