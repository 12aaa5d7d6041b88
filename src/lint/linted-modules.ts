import type { Services } from "../language/services.ts";
import { servicesSource, type ServicesSource } from "../language/services-source.ts";
import type { Machine } from "../machine/machine.ts";

/** The modules of a run: which folders are roots, which are called by them, and what rules may ask about each. */
export function lintedModules(machine: Machine, releases?: Services["releases"]): ServicesSource {
  return servicesSource({ instancesOf: () => [], ...(releases && { releases }) }, machine);
}
