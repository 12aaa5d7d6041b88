import type { Expression } from "../hcl/ast.ts";
import { spend } from "./budget.ts";
import { firstUnknown, marksWithin, unknownValue, withMarks, withOrigins, withoutMarksWithin } from "./construct.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Evaluator } from "./evaluator.ts";
import { joinOrigins, type Origins, originsWithin } from "./origin.ts";
import type { Scope } from "./scope.ts";
import { dynamicType, type Type } from "./type.ts";
import { type Marks, noMarks, type Value } from "./value.ts";

/** One parameter of a function, as cty describes them: what is not allowed never reaches the implementation. */
export interface Parameter {
  readonly name: string;
  readonly type: Type;
  readonly allows?: Allowances;
  /** It decides about the result without being part of it (an index, a separator): its origins are not the result's. */
  readonly steers?: true;
}

export interface Allowances {
  readonly null?: true;
  readonly unknown?: true;
  /** Values whose type is not known. */
  readonly dynamic?: true;
  readonly marked?: true;
}

/** All that Terraform lets a function see, in a table `name → function`. */
export interface FunctionSpec {
  readonly parameters: readonly Parameter[];
  readonly variadic?: Parameter;
  /** The type of the result, or how it follows from the arguments. */
  readonly type: Type | ((args: readonly Value[], scope: Scope) => Type);
  /** `true`: the result may be null. */
  readonly mayBeNull?: true;
  /** @throws FunctionError */
  run(args: readonly Value[], call: Call): Value;
}

export interface Call {
  /** What `FunctionSpec.type` said. */
  readonly type: Type;
  readonly scope: Scope;
  /** For functions that render templates. */
  readonly evaluate: (expression: Expression, scope: Scope) => Evaluation;
}

export type Functions = Readonly<Record<string, FunctionSpec>>;

/** The reason why a function does not accept its arguments, in Terraform's words without the full stop. */
export class FunctionError extends Error {
  override readonly name = "FunctionError";
  /** The argument at fault; `null` when it is the call as a whole. */
  readonly argument: number | null;

  constructor(message: string, argument: number | null = null) {
    super(message);
    this.argument = argument;
  }
}

const parameterOf = ({ parameters, variadic }: FunctionSpec, index: number): Parameter | undefined =>
  parameters[index] ?? variadic;

/**
 * Calls a function whose arguments were counted and converted to the types of its parameters: unknown arguments make the result
 * unknown, marks go over to it, and so do origins, wherever the function does not see to that itself.
 *
 * @throws FunctionError
 */
export function callFunction(spec: FunctionSpec, given: readonly Value[], evaluator: Evaluator): Value {
  const { scope } = evaluator;
  spend(scope.budget, 1);
  let marks: Marks = noMarks;
  const args = given.map((value, index) => {
    if (parameterOf(spec, index)?.allows?.marked) return value;
    marks |= marksWithin(value);
    return withoutMarksWithin(value);
  });
  const untyped = args.findIndex((value, index) => {
    const { allows = {} } = parameterOf(spec, index) ?? {};
    if (value.kind === "null" && !allows.null) throw new FunctionError("argument must not be null", index);
    return value.type.kind === "dynamic" && !allows.dynamic;
  });
  if (untyped >= 0) return withMarks(unknownValue(dynamicType, reasonOf(args)), marks);
  const type = typeof spec.type === "function" ? spec.type(args, scope) : spec.type;
  const unknown = args.some((value, index) => value.kind === "unknown" && !parameterOf(spec, index)?.allows?.unknown);
  const evaluate: Call["evaluate"] = (expression, inner) => evaluator.evaluateIn(inner, expression);
  const result = unknown ? unknownValue(type, reasonOf(args)) : spec.run(args, { type, scope, evaluate });
  return withMarks(completed(spec, result, given), marks);
}

function completed(spec: FunctionSpec, result: Value, args: readonly Value[]): Value {
  if (result.kind === "unknown")
    return { ...result, notNull: result.notNull || (!spec.mayBeNull && result.type.kind !== "dynamic") };
  if (result.origins !== null) return result;
  const parts = args.filter((_, index) => !parameterOf(spec, index)?.steers);
  // An empty string puts nothing into the result, unless there is nothing else.
  const telling = parts.filter((value) => value.kind !== "string" || value.text !== "");
  const origins = (telling.length > 0 ? telling : parts).reduce<Origins>(
    (all, value) => joinOrigins(all, originsWithin(value)),
    null,
  );
  return withOrigins(result, origins);
}

/** Why a result that these values would decide about is unknown. */
export function reasonOf(values: Iterable<Value>): string {
  for (const value of values) {
    const unknown = firstUnknown(value);
    if (unknown) return unknown.reason;
  }
  return "the type of a null is not known";
}

/** An unknown result, for the reason that an unknown value among those it would be made of has. */
export const unknownFrom = (type: Type, values: Iterable<Value>): Value => unknownValue(type, reasonOf(values));
