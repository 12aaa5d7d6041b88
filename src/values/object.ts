import type { ObjectConstructor, ObjectKey } from "../hcl/ast.ts";
import { objectValue, stringValue, unknownValue, withMarks, withoutMarks } from "./construct.ts";
import { ConversionError, convert } from "./convert.ts";
import { type Evaluator, failedSince } from "./evaluator.ts";
import { dynamicType, stringType } from "./type.ts";
import { type Marks, noMarks, type Value } from "./value.ts";

/** `{ key = value … }`. With a key that is not known, nothing about the object is. */
export function evaluateObject(evaluator: Evaluator, node: ObjectConstructor): Value {
  const entries: [string, Value][] = [];
  let marks: Marks = noMarks;
  let reason: string | null = null;
  for (const item of node.items) {
    const count = evaluator.diagnostics.length;
    const key = evaluateKey(evaluator, item.key);
    const keyFailed = failedSince(evaluator, count);
    const value = evaluator.value(item.value);
    if (keyFailed) {
      reason ??= "a key can't be evaluated";
      continue;
    }
    if (key.kind === "null") {
      evaluator.fail(item.value, "Null value as key", "Can't use a null value as a key.");
      reason ??= "a key is null";
      continue;
    }
    marks |= key.marks;
    try {
      const name = convert(withoutMarks(key), stringType);
      if (name.kind === "string") entries.push([name.text, value]);
      else if (name.kind === "unknown") reason ??= name.reason;
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      const detail = `Can't use this value as a key: ${error.describe(evaluator.scope.program)}.`;
      evaluator.fail(item.key, "Incorrect key type", detail);
      reason ??= "a key is no string";
    }
  }
  return reason === null ? withMarks(objectValue(entries), marks) : unknownValue(dynamicType, reason);
}

function evaluateKey(evaluator: Evaluator, key: ObjectKey): Value {
  if (key.bareName !== null) return stringValue(key.bareName);
  if (key.expression.type === "ScopeTraversal") {
    const detail =
      "If this expression is intended to be a reference, wrap it in parentheses. " +
      "If it's instead intended as a literal name containing periods, wrap it in quotes to create a string literal.";
    return evaluator.fail(key.expression, "Ambiguous attribute key", detail);
  }
  return evaluator.value(key.expression);
}
