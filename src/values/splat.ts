import type { Splat } from "../hcl/ast.ts";
import { listValue, tupleValue, unknownValue, withMarks } from "./construct.ts";
import { apart, type Evaluator, failedSince } from "./evaluator.ts";
import { iterate } from "./traverse.ts";
import { dynamicType, listType, tupleType, type Type } from "./type.ts";
import type { Value } from "./value.ts";

/** `source[*]…` and `source.*…`: the same of each element; what is no sequence counts as one of a single element. */
export function evaluateSplat(evaluator: Evaluator, node: Splat): Value {
  const count = evaluator.diagnostics.length;
  const source = evaluator.value(node.source);
  if (failedSince(evaluator, count)) return unknownValue(dynamicType, "what it is applied to can't be evaluated");
  const { type, marks } = source;
  const isSequence = type.kind === "tuple" || type.kind === "list" || type.kind === "set";
  if (source.kind === "null") {
    if (!isSequence) return withMarks(tupleValue([]), marks);
    const detail = "Splat expressions (with the * symbol) cannot be applied to null sequences.";
    return evaluator.fail(node.source, "Splat of null value", detail);
  }
  if (type.kind === "dynamic") {
    return withMarks(unknownValue(dynamicType, source.kind === "unknown" ? source.reason : ""), marks);
  }
  if (isSequence && source.kind === "unknown") {
    const elementTypes = type.kind === "tuple" ? type.elements : [type.element];
    const types = elementTypes.map((element) => typeOfEach(evaluator, node, element, source.reason));
    const [only] = types;
    const result = type.kind === "tuple" ? tupleType(types) : listType(only ?? dynamicType);
    return withMarks(unknownValue(result, source.reason, true), marks);
  }
  const elements = isSequence ? (iterate(source) ?? []).map(([, element]) => element) : [source];
  const before = evaluator.diagnostics.length;
  const results = elements.map((element) => evaluator.valueForItem(element, node.each));
  // A single value that may yet turn out to be null would then have no elements.
  if (source.kind === "unknown" && !source.notNull) return withMarks(unknownValue(dynamicType, source.reason), marks);
  const failed = failedSince(evaluator, before);
  if (type.kind !== "list" && type.kind !== "set") {
    const each = tupleValue(results);
    return withMarks(failed ? unknownValue(each.type, "an element can't be evaluated") : each, marks);
  }
  const [first] = results;
  const typeOf = (): Type => typeOfEach(evaluator, node, type.element, "there is no element");
  const [each] = first && !failed ? [first.type] : apart(evaluator, typeOf);
  if (failed) return withMarks(unknownValue(listType(each), "an element can't be evaluated"), marks);
  return withMarks(listValue(each, results), marks);
}

const typeOfEach = (evaluator: Evaluator, node: Splat, element: Type, reason: string): Type =>
  evaluator.valueForItem(unknownValue(element, reason), node.each).type;
