import { goQuote } from "../hcl/go-quote.ts";
import type { Expression, ForExpression, Name, Range } from "../hcl/ast.ts";
import { objectValue, tupleValue, unknownValue, withMarks, withoutMarks } from "./construct.ts";
import { ConversionError, convert } from "./convert.ts";
import { type Evaluator, failedSince, type LocalName } from "./evaluator.ts";
import { iterate } from "./traverse.ts";
import { boolType, dynamicType, stringType } from "./type.ts";
import { typeName } from "./type-name.ts";
import type { Marks, Value } from "./value.ts";

/** What a `for` of an expression and one of a template have in common. */
interface Loop extends Range {
  readonly key: Name | null;
  readonly value: Name;
  readonly collection: Expression;
}

export function evaluateFor(evaluator: Evaluator, node: ForExpression): Value {
  const { keyResult } = node;
  if (keyResult === null) {
    return evaluateTupleFor(evaluator, node, node.condition, () => evaluator.value(node.valueResult));
  }
  return evaluateObjectFor(evaluator, node, keyResult);
}

/** Evaluates `visit` for each element that the condition lets through. */
export function evaluateTupleFor(
  evaluator: Evaluator,
  loop: Loop,
  condition: Expression | null,
  visit: () => Value,
): Value {
  const started = start(evaluator, loop, condition);
  if (!("visits" in started)) return started;
  const state: State = { marks: started.marks, reason: null };
  const results: Value[] = [];
  for (const [key, element] of started.visits) {
    const names = localNames(loop, key, element);
    if (condition && !isIncluded(evaluator, condition, names, state)) continue;
    results.push(evaluator.within(names, visit));
  }
  const result = state.reason === null ? tupleValue(results) : unknownValue(dynamicType, state.reason);
  return withMarks(result, state.marks);
}

interface State {
  marks: Marks;
  /** Why the result is not known; `null` as long as it is. */
  reason: string | null;
}

type Elements = readonly (readonly [key: Value, element: Value])[];

const localNames = ({ key, value }: Loop, keyValue: Value, element: Value): readonly LocalName[] =>
  key
    ? [
        [key.text, keyValue],
        [value.text, element],
      ]
    : [[value.text, element]];

/** The elements to visit, or the unknown result when there is no telling. */
function start(
  evaluator: Evaluator,
  loop: Loop,
  condition: Expression | null,
): Value | { readonly visits: Elements; readonly marks: Marks } {
  const collection = evaluator.value(loop.collection);
  if (collection.kind === "null") {
    const detail = "A null value cannot be used as the collection in a 'for' expression.";
    return evaluator.fail(loop.collection, "Iteration over null value", detail);
  }
  if (collection.type.kind === "dynamic") {
    return unknownValue(dynamicType, collection.kind === "unknown" ? collection.reason : "");
  }
  const elements = iterate(collection);
  if (elements === null && !isIterable(collection)) {
    const detail = `A value of type ${typeName(collection.type)} cannot be used as the collection in a 'for' expression.`;
    return evaluator.fail(loop.collection, "Iteration over non-iterable value", detail);
  }
  let { marks } = collection;
  if (condition) {
    const checked = checkCondition(evaluator, loop, condition);
    if (typeof checked !== "number") return checked;
    if (elements === null) marks |= checked;
  }
  if (elements === null) {
    return withMarks(unknownValue(dynamicType, collection.kind === "unknown" ? collection.reason : ""), marks);
  }
  return { visits: elements, marks };
}

const isIterable = ({ type }: Value): boolean => "element" in type || type.kind === "tuple" || type.kind === "object";

/** Tries the condition with unknown values first, so that what is wrong for any element is said only once. */
function checkCondition(evaluator: Evaluator, loop: Loop, condition: Expression): Marks | Value {
  const count = evaluator.diagnostics.length;
  const unvisited = unknownValue(dynamicType, "no element is visited yet");
  const value = evaluator.within(localNames(loop, unvisited, unvisited), () => evaluator.value(condition));
  if (value.kind === "null") {
    return evaluator.fail(condition, "Condition is null", "The value of the 'if' clause must not be null.");
  }
  try {
    convert(value, boolType);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    const detail = `The 'if' clause value is invalid: ${error.describe(evaluator.scope.program)}.`;
    return evaluator.fail(condition, "Invalid 'for' condition", detail);
  }
  return failedSince(evaluator, count) ? unknownValue(dynamicType, "the 'if' clause can't be evaluated") : value.marks;
}

function isIncluded(evaluator: Evaluator, condition: Expression, names: readonly LocalName[], state: State): boolean {
  const value = evaluator.within(names, () => evaluator.value(condition));
  const reject = (detail: string): boolean => {
    if (state.reason === null) evaluator.fail(condition, "Invalid 'for' condition", detail);
    state.reason ??= "the 'if' clause can't be evaluated";
    return false;
  };
  if (value.kind === "null") return reject("The value of the 'if' clause must not be null.");
  state.marks |= value.marks;
  if (value.kind === "unknown") {
    state.reason ??= value.reason;
    return false;
  }
  try {
    const included = convert(value, boolType);
    return included.kind === "bool" && included.truth;
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return reject(`The 'if' clause value is invalid: ${error.describe(evaluator.scope.program)}.`);
  }
}

function evaluateObjectFor(evaluator: Evaluator, node: ForExpression, keyResult: Expression): Value {
  const started = start(evaluator, node, node.condition);
  if (!("visits" in started)) return started;
  const state: State = { marks: started.marks, reason: null };
  const results = new Map<string, Value[]>();
  for (const [key, element] of started.visits) {
    const names = localNames(node, key, element);
    if (node.condition && !isIncluded(evaluator, node.condition, names, state)) continue;
    const name = keyOf(evaluator, keyResult, names, state);
    if (name === null) continue;
    const value = evaluator.within(names, () => evaluator.value(node.valueResult));
    const earlier = results.get(name);
    if (earlier === undefined) results.set(name, [value]);
    else if (node.grouping) earlier.push(value);
    else evaluator.fail(keyResult, "Duplicate object key", describeDuplicate(name));
  }
  if (state.reason !== null) return withMarks(unknownValue(dynamicType, state.reason), state.marks);
  const entries = Array.from(results, ([name, values]): [string, Value] => {
    const [first] = values;
    return [name, node.grouping || first === undefined ? tupleValue(values) : first];
  });
  return withMarks(objectValue(entries), state.marks);
}

const describeDuplicate = (name: string): string =>
  `Two different items produced the key ${goQuote(name)} in this 'for' expression. ` +
  "If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key.";

function keyOf(evaluator: Evaluator, keyResult: Expression, names: readonly LocalName[], state: State): string | null {
  const value = evaluator.within(names, () => evaluator.value(keyResult));
  const reject = (detail: string): null => {
    if (state.reason === null) evaluator.fail(keyResult, "Invalid object key", detail);
    state.reason ??= "a key can't be evaluated";
    return null;
  };
  if (value.kind === "null") return reject("Key expression in 'for' expression must not produce a null value.");
  state.marks |= value.marks;
  if (value.kind === "unknown") {
    state.reason ??= value.reason;
    return null;
  }
  try {
    const key = convert(withoutMarks(value), stringType);
    return key.kind === "string" ? key.text : null;
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return reject(`The key expression produced an invalid result: ${error.describe(evaluator.scope.program)}.`);
  }
}
