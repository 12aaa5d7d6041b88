import type { SourceText } from "../values/origin.ts";

/**
 * What Terraform would say about a configuration, in its words and at its place. Every `Diagnostic` of an expression is one;
 * beside those there are some without a place (`file` is `null`, positions are 0): a missing variables file, a cycle.
 */
export interface ModuleDiagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly file: SourceText | null;
  readonly start: number;
  readonly end: number;
}
