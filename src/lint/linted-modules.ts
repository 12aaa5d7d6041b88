import type { ParsedFile } from "../hcl/ast.ts";
import type { Services } from "../language/services.ts";
import { servicesSource, type ServicesSource } from "../language/services-source.ts";
import type { Machine } from "../machine/machine.ts";
import type { ParsedFiles } from "./parsed-files.ts";

/** The modules of a run: which folders are roots, which are called by them, and what rules may ask about each. */
export function lintedModules(
  machine: Machine,
  parsed: ParsedFiles,
  releases: Services["releases"] | undefined,
): ServicesSource {
  const fileAt = (path: string): ParsedFile | null => {
    const read = parsed(path);
    return read.ok ? read.file : null;
  };
  return servicesSource({ instancesOf: () => [], parsed: fileAt, ...(releases && { releases }) }, machine);
}
