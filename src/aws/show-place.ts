import type { Place } from "./place.ts";
import type { Machine } from "../machine/machine.ts";

/** A path as people are shown it: from the folder they are in, or from their home as `~`. */
export function showPath(path: string, { currentDirectory, home, paths }: Machine): string {
  const here = paths.relative(currentDirectory, path);
  if (here !== "" && !here.startsWith("..") && !paths.isAbsolute(here)) return here.replaceAll("\\", "/");
  const fromHome = home === "" ? "" : paths.relative(home, path);
  if (fromHome !== "" && !fromHome.startsWith("..") && !paths.isAbsolute(fromHome)) {
    return `~${paths.separator}${fromHome}`;
  }
  return here === "" ? "." : path;
}

/** `main.tf:12`, `~/.aws/config:7`, `AWS_PROFILE`, `-var region`. */
export function showPlace(place: Place, machine: Machine): string {
  switch (place.kind) {
    case "file":
      return `${showPath(place.path, machine)}:${place.line}`;
    case "environment":
    case "flag":
      return place.name;
  }
}
