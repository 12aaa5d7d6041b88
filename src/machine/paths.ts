import { posix, win32 } from "node:path";
import type { Paths, Platform } from "./machine.ts";

/** Path arithmetic in a platform's spelling, whatever platform this program runs on. */
export function pathsOf(platform: Platform, currentDirectory: string): Paths {
  const flavour = platform === "win32" ? win32 : posix;
  return {
    separator: flavour.sep,
    join: (...parts) => flavour.join(...parts),
    dirname: (path) => flavour.dirname(path),
    basename: (path) => flavour.basename(path),
    isAbsolute: (path) => flavour.isAbsolute(path),
    resolve: (...parts) => flavour.resolve(currentDirectory, ...parts),
    relative: (from, to) =>
      flavour.relative(flavour.resolve(currentDirectory, from), flavour.resolve(currentDirectory, to)),
  };
}
