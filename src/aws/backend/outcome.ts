import type { Trace, Unknown } from "../trace.ts";

/** A trace without the program's messages, which are collected beside it. */
export type Found = Omit<Trace, "error" | "alsoErrors" | "warnings">;

/** The program stops before it has looked for credentials. */
export const nothing: Found = {
  identity: null,
  region: null,
  ifUnavailable: null,
  account: null,
  expires: null,
  unknown: [],
  plan: null,
  steps: [],
};

/** Whether an argument that can't be told decides this part. */
export const hides = (unknown: readonly Unknown[], ...parts: readonly Unknown["what"][]): boolean =>
  unknown.some(({ what }) => parts.includes(what));
