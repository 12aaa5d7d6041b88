import type { Value } from "../values/value.ts";
import type { ModuleDiagnostic } from "./diagnostic.ts";

/** A value, and what Terraform would say about it. The `Evaluation` of an expression is one. */
export interface Evaluated {
  readonly value: Value;
  readonly diagnostics: readonly ModuleDiagnostic[];
}
