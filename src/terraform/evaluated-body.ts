import type { Attribute } from "../hcl/ast.ts";
import type { Value } from "../values/value.ts";
import type { ModuleDiagnostic } from "./diagnostic.ts";
import type { SourceRange } from "./source-range.ts";

/**
 * The content of a block, evaluated: what Terraform hands to a provider or a backend. Overrides, `-backend-config`, `dynamic`
 * blocks and JSON spelling are resolved; meta-arguments (`alias`, `version` …) are not in it. Nothing is evaluated before it is asked for.
 */
export interface EvaluatedBody {
  /** The head of the block (`provider "aws"`); `null` when nobody wrote one: an implied provider. */
  readonly place: SourceRange | null;
  /** Names of the arguments that are set, `null` ones included, in the order of the source. */
  names(): readonly string[];
  /** `undefined`: not set. */
  argument(name: string): Argument | undefined;
  /** Nested blocks in the order of the source, all or those of one type. */
  blocks(type?: string): readonly NestedBlock[];
}

export interface Argument {
  readonly name: string;
  /** Its origins lead to the places whose text set it: `prod.auto.tfvars:3`, `TF_VAR_key`. */
  readonly value: Value;
  /** Where the argument itself stands; `null` when it was given by a flag. */
  readonly place: SourceRange | null;
  /** `null` when it wasn't written as an attribute (`-backend-config=key=value`, the cached backend). */
  readonly attribute: Attribute | null;
  /** What Terraform would report while evaluating it. */
  readonly diagnostics: readonly ModuleDiagnostic[];
}

export interface NestedBlock {
  readonly type: string;
  /** The head of the block. */
  readonly place: SourceRange;
  /** `null`: a `dynamic` block, and how often it repeats isn't known; `because` says why. */
  readonly body: EvaluatedBody | null;
  readonly because: string | null;
  /** What Terraform would report about repeating it. */
  readonly diagnostics: readonly ModuleDiagnostic[];
}
