import { goQuote } from "../hcl/go-quote.ts";
import type { Expression, Range } from "../hcl/ast.ts";
import { nullValue, unknownValue, withMarks } from "./construct.ts";
import { ConversionError, convert } from "./convert.ts";
import { apart, type Evaluator } from "./evaluator.ts";
import { boolType, dynamicType, sameType, type Type } from "./type.ts";
import { typeName } from "./type-name.ts";
import { onTheWay, unify } from "./unify.ts";
import type { UnknownValue, Value } from "./value.ts";

interface Branch {
  readonly place: Range;
  readonly value: () => Value;
}

/**
 * A conditional: both branches are evaluated to find the type that they share, but only the chosen one may fail. The marks of all
 * three stay, the origins are those of the chosen branch.
 */
export function evaluateConditional(
  evaluator: Evaluator,
  test: Expression,
  branches: { readonly consequent: Branch; readonly alternate: Branch },
): Value {
  const [consequent, consequentSaid] = apart(evaluator, branches.consequent.value);
  const [alternate, alternateSaid] = apart(evaluator, branches.alternate.value);
  const type = commonType(consequent, alternate);
  if (type === null) {
    const place = { start: branches.consequent.place.start, end: branches.alternate.place.end };
    const difference = describeDifference(consequent.type, alternate.type);
    const detail = `The true and false result expressions must have consistent types. ${difference}.`;
    return evaluator.fail(place, "Inconsistent conditional result types", detail);
  }
  const condition = evaluator.value(test);
  if (condition.kind === "null") {
    const detail = "The condition value is null. Conditions must either be true or false.";
    return { ...evaluator.fail(test, "Null condition", detail), type };
  }
  const marks = condition.marks | consequent.marks | alternate.marks;
  if (condition.kind === "unknown") return withMarks(undecided(condition, consequent, alternate, type), marks);
  const truth = truthOf(condition);
  if (truth === null) {
    return {
      ...evaluator.fail(test, "Incorrect condition type", "The condition expression must be of type bool."),
      type,
    };
  }
  evaluator.diagnostics.push(...(truth ? consequentSaid : alternateSaid));
  const [chosen, other] = truth ? [consequent, alternate] : [alternate, consequent];
  try {
    const between = type.kind === "map" || type.kind === "list" ? onTheWay(chosen.type, other.type) : null;
    if (between && "element" in type) {
      convert(chosen, between);
      // What has become a collection on the way is converted element by element, and it is an element's error that is told.
      for (const part of partsOf(chosen)) convert(part, type.element);
    }
    return withMarks(convert(chosen, type), marks);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    const place = truth ? branches.consequent.place : branches.alternate.place;
    const detail = `The ${String(truth)} result value has the wrong type: ${error.describe(evaluator.scope.program)}.`;
    return { ...evaluator.fail(place, "Inconsistent conditional result types", detail), type };
  }
}

function partsOf(value: Value): Iterable<Value> {
  if (value.kind === "mapping") return value.entries.values();
  return value.kind === "sequence" ? value.elements : [];
}

const isUntypedNull = (value: Value): boolean => value.kind === "null" && value.type.kind === "dynamic";

function commonType(consequent: Value, alternate: Value): Type | null {
  if (isUntypedNull(consequent)) return alternate.type;
  if (isUntypedNull(alternate)) return consequent.type;
  if (consequent.type.kind === "dynamic" || alternate.type.kind === "dynamic") return dynamicType;
  return unify([consequent.type, alternate.type]);
}

function undecided(condition: UnknownValue, consequent: Value, alternate: Value, type: Type): Value {
  if (consequent.kind === "null" && alternate.kind === "null") return nullValue(type);
  const isNotNull = (value: Value) => value.kind !== "null" && (value.kind !== "unknown" || value.notNull);
  return unknownValue(type, condition.reason, isNotNull(consequent) && isNotNull(alternate));
}

function truthOf(condition: Value): boolean | null {
  try {
    const converted = convert(condition, boolType);
    return converted.kind === "bool" ? converted.truth : null;
  } catch (error) {
    if (error instanceof ConversionError) return null;
    throw error;
  }
}

/** What is different about the types of the two branches, in HCL's words. */
function describeDifference(a: Type, b: Type): string {
  if (a.kind === "object" && b.kind === "object") {
    for (const [name, type] of a.attributes) {
      const other = b.attributes.get(name);
      if (other === undefined) return describeAbsence("true", name, "false");
      if (!sameType(type, other))
        return `Type mismatch for object attribute ${goQuote(name)}: ${describeDifference(type, other)}`;
    }
    for (const name of b.attributes.keys()) if (!a.attributes.has(name)) return describeAbsence("false", name, "true");
  }
  if (a.kind === "tuple" && b.kind === "tuple") {
    const [count, otherCount] = [a.elements.length, b.elements.length];
    if (count !== otherCount)
      return `The 'true' tuple has length ${count}, but the 'false' tuple has length ${otherCount}`;
    for (const [index, type] of a.elements.entries()) {
      const other = b.elements[index] ?? dynamicType;
      if (!sameType(type, other)) return `Type mismatch for tuple element ${index}: ${describeDifference(type, other)}`;
    }
  }
  if ("element" in a && "element" in b && a.kind === b.kind && a.element.kind === b.element.kind) {
    const structural = a.element.kind === "object" || a.element.kind === "tuple";
    if (structural) return `Mismatched ${a.kind} element types: ${describeDifference(a.element, b.element)}`;
  }
  const [name, otherName] = [typeName(a), typeName(b)];
  return name === otherName
    ? "At least one deeply-nested attribute or element is not compatible across both the 'true' and the 'false' value"
    : `The 'true' value is ${name}, but the 'false' value is ${otherName}`;
}

const describeAbsence = (has: string, name: string, lacks: string): string =>
  `The '${has}' value includes object attribute ${goQuote(name)}, which is absent in the '${lacks}' value`;
