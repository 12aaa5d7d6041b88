import picocolors from "picocolors";
import type { FlagValues } from "./arguments.ts";

/** Colours for standard output: only in a terminal and without `NO_COLOR`, unless a flag says otherwise. */
export function colors(values: FlagValues): ReturnType<typeof picocolors.createColors> {
  const isWanted = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== "dumb";
  return picocolors.createColors(!values.has("no-color") && !values.has("output") && (values.has("color") || isWanted));
}
