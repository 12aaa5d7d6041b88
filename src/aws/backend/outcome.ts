import type { Outcome } from "../trace.ts";

/** The outcome of a program that stops before it has looked for credentials. */
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
