import type { Outcome } from "./trace.ts";

/** Nobody signs, and nothing is said of why: what a resolution begins with. */
export const nothing: Outcome = {
  identity: null,
  region: null,
  error: null,
  alsoErrors: [],
  ifUnavailable: null,
  warnings: [],
  account: null,
  expires: null,
  unknown: [],
  plan: null,
};
