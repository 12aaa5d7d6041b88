import type { Diagnostic } from "./diagnostic.ts";
import type { Value } from "./value.ts";

/** The outcome of `evaluate(expression, scope)`. */
export interface Evaluation {
  /** Unknown, with the error as its reason, when a diagnostic is an error. */
  readonly value: Value;
  /** In Terraform's order; not those of the definitions that the expression refers to. */
  readonly diagnostics: readonly Diagnostic[];
}
