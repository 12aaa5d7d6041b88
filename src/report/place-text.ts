import type { Place } from "../aws/place.ts";
import { showPath } from "../aws/show-place.ts";
import type { Machine } from "../machine/machine.ts";

/** A place for machines to read. */
export function placeJson(place: Place, machine: Machine): object {
  switch (place.kind) {
    case "file":
      return { filePath: showPath(place.path, machine), line: place.line };
    case "environment":
      return { environment: place.name };
    case "flag":
      return { flag: place.name };
  }
}
