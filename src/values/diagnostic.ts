import type { Range } from "../hcl/ast.ts";
import type { SourceText } from "./origin.ts";

/** What Terraform says about an expression, in its words and at its place. */
export interface Diagnostic extends Range {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly file: SourceText;
}
