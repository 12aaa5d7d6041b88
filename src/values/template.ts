import type { Range, Template, TemplateFor, TemplatePart } from "../hcl/ast.ts";
import { allowedLength } from "./budget.ts";
import { evaluateConditional } from "./conditional.ts";
import { stringValue, unknownValue, withMarks } from "./construct.ts";
import { ConversionError, convert } from "./convert.ts";
import type { Evaluator } from "./evaluator.ts";
import { evaluateTupleFor } from "./for.ts";
import { joinOrigins, type Origins, originsWithin } from "./origin.ts";
import { stringType } from "./type.ts";
import { type Marks, noMarks, type Value } from "./value.ts";

/** A template: a string, or when it is nothing but one interpolation the value of that. */
export function evaluateTemplate(evaluator: Evaluator, node: Template): Value {
  const [only] = node.parts;
  if (node.parts.length === 1 && only?.type === "Interpolation") return evaluator.value(only.expression);
  if (node.parts.length === 0) {
    return stringValue("", { kind: "file", file: evaluator.scope.file, start: node.start, end: node.end });
  }
  return joinParts(evaluator, node.parts);
}

function joinParts(evaluator: Evaluator, parts: readonly TemplatePart[]): Value {
  const summary = "Invalid template interpolation value";
  let text = "";
  let origins: Origins = null;
  let marks: Marks = noMarks;
  let reason: string | null = null;
  for (const part of parts) {
    const value = evaluatePart(evaluator, part);
    if (value.kind === "null") {
      const detail = "The expression result is null. Cannot include a null value in a string template.";
      evaluator.fail(placeOf(part), summary, detail);
      continue;
    }
    marks |= value.marks;
    if (value.kind === "unknown") {
      reason ??= value.reason;
      continue;
    }
    try {
      const string = convert(value, stringType);
      if (string.kind !== "string") continue;
      allowedLength(text.length + string.text.length);
      text += string.text;
      origins = joinOrigins(origins, originsWithin(value));
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      const detail = `Cannot include the given value in a string template: ${error.describe(evaluator.scope.program)}.`;
      evaluator.fail(placeOf(part), summary, detail);
    }
  }
  return withMarks(reason === null ? stringValue(text, origins) : unknownValue(stringType, reason, true), marks);
}

const placeOf = (part: TemplatePart): Range => (part.type === "Interpolation" ? part.expression : part);

function evaluatePart(evaluator: Evaluator, part: TemplatePart): Value {
  switch (part.type) {
    case "StringLiteral":
      return stringValue(part.value, { kind: "file", file: evaluator.scope.file, start: part.start, end: part.end });
    case "Interpolation":
      return evaluator.value(part.expression);
    case "TemplateIf":
      return evaluateConditional(evaluator, part.condition, {
        consequent: { place: part, value: () => joinParts(evaluator, part.consequent) },
        alternate: { place: part, value: () => joinParts(evaluator, part.alternate ?? []) },
      });
    case "TemplateFor":
      return joinIterations(evaluator, part);
  }
}

function joinIterations(evaluator: Evaluator, part: TemplateFor): Value {
  const tuple = evaluateTupleFor(evaluator, part, null, () => joinParts(evaluator, part.content));
  if (tuple.kind !== "sequence")
    return withMarks(unknownValue(stringType, tuple.kind === "unknown" ? tuple.reason : ""), tuple.marks);
  let { marks } = tuple;
  let text = "";
  let origins: Origins = null;
  for (const element of tuple.elements) {
    marks |= element.marks;
    if (element.kind !== "string") {
      return withMarks(
        unknownValue(stringType, element.kind === "unknown" ? element.reason : "a part is not known"),
        tuple.marks,
      );
    }
    allowedLength(text.length + element.text.length);
    text += element.text;
    origins = joinOrigins(origins, element.origins);
  }
  return withMarks(stringValue(text, origins), marks);
}
