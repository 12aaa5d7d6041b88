import type { Expression, Range } from "../hcl/ast.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Scope } from "./scope.ts";
import type { UnknownValue, Value } from "./value.ts";

/** What the evaluation of one kind of expression sees of the evaluation it is part of. */
export interface Evaluator {
  readonly scope: Scope;
  /** Gathered so far. Who evaluates something speculatively takes its diagnostics out again. */
  readonly diagnostics: Diagnostic[];
  value(expression: Expression): Value;
  /** Evaluates where further names stand for values. */
  within<T>(names: readonly LocalName[], evaluate: () => T): T;
  /** The value of a splat's `each` for one element. */
  valueForItem(item: Value, expression: Expression): Value;
  /** Evaluates in another scope, as part of the same evaluation. */
  evaluateIn(scope: Scope, expression: Expression): Evaluation;
  /** Notes an error; what failed is unknown from there on. */
  fail(place: Range, summary: string, detail: string): UnknownValue;
}

export type LocalName = readonly [name: string, value: Value];

/** Whether anything failed since there were so many diagnostics. */
export const failedSince = ({ diagnostics }: Evaluator, count: number): boolean =>
  diagnostics.slice(count).some(({ severity }) => severity === "error");

const nothing: readonly Diagnostic[] = [];

/** Evaluates and holds back what was said. */
export function apart<T>(evaluator: Evaluator, evaluate: () => T): readonly [T, readonly Diagnostic[]] {
  const count = evaluator.diagnostics.length;
  const result = evaluate();
  return [result, evaluator.diagnostics.length > count ? evaluator.diagnostics.splice(count) : nothing];
}
