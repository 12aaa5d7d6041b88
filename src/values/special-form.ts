import type { Expression, Range } from "../hcl/ast.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Value } from "./value.ts";

/** One argument of a call: an expression, or an element of the one that `...` spreads. */
export interface Argument {
  readonly expression: Expression;
  /** Where errors about it point. */
  readonly place: Range;
  readonly value: Value | null;
}

/** A function that takes its arguments unevaluated. */
export interface SpecialForm {
  readonly parameters: readonly string[];
  readonly variadic: string | null;
  /** @throws FunctionError */
  evaluate(evaluator: Evaluator, args: readonly Argument[]): Value;
}
