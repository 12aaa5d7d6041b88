import type { Environment } from "../machine/machine.ts";

/** The first of these variables that is set to something; the SDK takes an empty one for unset. */
export function firstSet(environment: Environment, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = environment.get(name);
    if (value !== undefined && value !== "") return value;
  }
  return undefined;
}
