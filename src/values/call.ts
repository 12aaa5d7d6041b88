import type { FunctionCall, Range } from "../hcl/ast.ts";
import { takenFrom, unknownValue } from "./construct.ts";
import { ConversionError, convert } from "./convert.ts";
import { type Evaluator, failedSince } from "./evaluator.ts";
import { expressionStart } from "./expression-start.ts";
import { callFunction, FunctionError, type FunctionSpec } from "./function.ts";
import { describeMissingFunction, findFunction } from "./function-table.ts";
import type { Argument } from "./special-form.ts";
import { dynamicType } from "./type.ts";
import type { Value } from "./value.ts";

export function evaluateCall(evaluator: Evaluator, node: FunctionCall): Value {
  const { scope } = evaluator;
  if (!scope.functionCalls) {
    return evaluator.fail(node, "Function calls not allowed", "Functions may not be called here.");
  }
  const found = findFunction(node.name.text, scope);
  if (found === null) {
    const { summary, detail } = describeMissingFunction(node.name.text, scope.program);
    return evaluator.fail(node.name, summary, detail);
  }
  if (found.kind === "unknown") return unknownValue(dynamicType, found.reason);
  const spread = spreadArguments(evaluator, node);
  if ("value" in spread) return spread.value;
  const { args } = spread;
  const names = found.kind === "form" ? found.form.parameters : found.spec.parameters.map(({ name }) => name);
  const variadic = (found.kind === "form" ? found.form.variadic : found.spec.variadic?.name) ?? null;
  const wrongCount = checkCount(evaluator, node, args, names, variadic);
  if (wrongCount) return wrongCount;
  try {
    return found.kind === "form" ? found.form.evaluate(evaluator, args) : apply(evaluator, found.spec, args);
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    const parameter = error.argument === null ? null : (names[error.argument] ?? variadic);
    if (error.argument === null || parameter === null) {
      const detail = `Call to function "${node.name.text}" failed: ${error.message}.`;
      return evaluator.fail(expressionStart(node, scope.file), "Error in function call", detail);
    }
    const at = args[error.argument];
    const detail = `Invalid value for "${parameter}" parameter: ${error.message}.`;
    return evaluator.fail(at?.place ?? node, "Invalid function argument", detail);
  }
}

/** The arguments, with the elements of the last one that `...` follows; or the value of a call that can't take place. */
function spreadArguments(
  evaluator: Evaluator,
  node: FunctionCall,
): { readonly args: readonly Argument[] } | { readonly value: Value } {
  const args = node.arguments.map((expression): Argument => ({
    expression,
    place: expressionStart(expression, evaluator.scope.file),
    value: null,
  }));
  const last = args.at(-1);
  if (!node.expandFinal || last === undefined) return { args };
  const count = evaluator.diagnostics.length;
  const value = evaluator.value(last.expression);
  if (failedSince(evaluator, count)) return { value: unknownValue(dynamicType, "an argument can't be evaluated") };
  const invalid = (problem: string): { readonly value: Value } => {
    const detail = `The expanding argument (indicated by ...) must ${problem}.`;
    return { value: evaluator.fail(last.expression, "Invalid expanding argument value", detail) };
  };
  const { kind } = value.type;
  const isSpreadable = kind === "tuple" || kind === "list" || kind === "set" || kind === "dynamic";
  if (!isSpreadable) return invalid("be of a tuple, list, or set type");
  if (value.kind === "null") return invalid("not be null");
  if (value.kind !== "sequence") {
    return { value: unknownValue(dynamicType, value.kind === "unknown" ? value.reason : "an argument is not known") };
  }
  const elements = value.elements.map((element) => ({
    expression: last.expression,
    place: last.expression,
    value: takenFrom(value, element),
  }));
  return { args: [...args.slice(0, -1), ...elements] };
}

function checkCount(
  evaluator: Evaluator,
  node: FunctionCall,
  args: readonly Argument[],
  names: readonly string[],
  variadic: string | null,
): Value | null {
  const fail = (place: Range, summary: string, detail: string): Value =>
    evaluator.fail(place, summary, `Function "${node.name.text}" expects${detail}`);
  const missing = names[args.length];
  if (missing !== undefined) {
    const place = { start: node.closeParenthesis, end: node.closeParenthesis + 1 };
    const atLeast = variadic === null ? "" : " at least";
    const detail = `${atLeast} ${names.length} argument(s). Missing value for "${missing}".`;
    return fail(place, "Not enough function arguments", detail);
  }
  const extra = args[names.length];
  if (variadic !== null || extra === undefined) return null;
  return fail(extra.place, "Too many function arguments", ` only ${names.length} argument(s).`);
}

function apply(evaluator: Evaluator, spec: FunctionSpec, args: readonly Argument[]): Value {
  const count = evaluator.diagnostics.length;
  const converted = args.map(({ expression, place, value }, index) => {
    const given = value ?? evaluator.value(expression);
    const parameter = spec.parameters[index] ?? spec.variadic;
    return parameter ? convertArgument(evaluator, place, given, parameter) : given;
  });
  if (failedSince(evaluator, count)) return unknownValue(dynamicType, "an argument can't be evaluated");
  return callFunction(spec, converted, evaluator);
}

function convertArgument(
  evaluator: Evaluator,
  place: Range,
  value: Value,
  { name, type }: FunctionSpec["parameters"][number],
): Value {
  try {
    return convert(value, type);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    const detail = `Invalid value for "${name}" parameter: ${error.describe(evaluator.scope.program)}.`;
    return evaluator.fail(place, "Invalid function argument", detail);
  }
}
