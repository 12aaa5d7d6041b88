import type { Expression } from "../hcl/ast.ts";
import { firstUnknown, integerValue, stringValue, takenFrom, unknownValue, withOrigins } from "../values/construct.ts";
import { convert, ConversionError } from "../values/convert.ts";
import type { Evaluation } from "../values/evaluation.ts";
import { isInteger, sign, toDouble } from "../values/number.ts";
import { typeName } from "../values/type-name.ts";
import { dynamicType, numberType, stringType } from "../values/type.ts";
import { ephemeralMark, sensitiveMark, type Value } from "../values/value.ts";
import type { Declaration } from "./declaration.ts";
import { errorAt, type ModuleDiagnostic } from "./diagnostic.ts";
import { rangeOf, type SourceRange, type Sourced } from "./source-range.ts";

/** One of the instances of a block with `count` or `for_each`, or the only one of a block without. */
export interface Repetition {
  /** Behind the address: `[0]`, `["eu"]`, or nothing. */
  readonly suffix: string;
  readonly key: string | number | null;
  readonly each: { readonly key: Value; readonly value: Value } | null;
  readonly count: Value | null;
}

export interface Repetitions {
  readonly mode: "single" | "count" | "for_each";
  readonly items: readonly Repetition[];
  /** Why it isn't known how often, or for what, the block repeats; then the only item stands for all. */
  readonly because: string | null;
  readonly diagnostics: readonly ModuleDiagnostic[];
}

/** More instances than this of one block are treated as a number that isn't known. */
const limit = 1_000;

/** For what is the same whatever the instances are. */
export const standIn: Repetition = { suffix: "", key: null, each: null, count: null };

const once: Repetitions = {
  mode: "single",
  items: [standIn],
  because: null,
  diagnostics: [],
};

/** The instances that a block's `count` or `for_each` asks for. */
export function repetitionsOf(
  declaration: Declaration,
  evaluate: (expression: Sourced<Expression>) => Evaluation,
): Repetitions {
  const [mode, attribute] =
    (["count", "for_each"] as const)
      .map((name) => [name, declaration.attribute(name)] as const)
      .find(([, found]) => found) ?? [];
  if (!mode || !attribute) return once;
  const expression = { node: attribute.node.value, file: attribute.file };
  const { value, diagnostics } = evaluate(expression);
  const place = rangeOf(expression);
  return mode === "count" ? counted(value, place, diagnostics) : repeated(value, place, diagnostics);
}

function counted(given: Value, place: SourceRange, diagnostics: readonly ModuleDiagnostic[]): Repetitions {
  const refuse = (detail: string): Repetitions =>
    indefinite("count", "its count is invalid", [...diagnostics, errorAt(place, "Invalid count argument", detail)]);
  let value: Value;
  try {
    value = convert(given, numberType);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return indefinite("count", "its count is invalid", [
      ...diagnostics,
      errorAt(place, "Incorrect value type", `Invalid expression value: ${error.message}.`),
    ]);
  }
  if ((value.marks & ephemeralMark) !== 0) {
    return refuse(
      'The given "count" is derived from an ephemeral value, which means that Terraform cannot persist it between plan/apply rounds. Use only non-ephemeral values to specify the number of resource instances.',
    );
  }
  if (value.kind === "unknown") return indefinite("count", value.reason, diagnostics);
  if (value.kind !== "number") return refuse('The given "count" argument value is null. An integer is required.');
  if (!isInteger(value.number)) {
    return refuse(
      'The given "count" argument value is unsuitable: value must be a whole number, between -9223372036854775808 and 9223372036854775807.',
    );
  }
  if (sign(value.number) < 0) {
    return refuse('The given "count" argument value is unsuitable: must be greater than or equal to zero.');
  }
  const count = toDouble(value.number);
  if (count > limit) return indefinite("count", `its count is over ${limit}`, diagnostics);
  const items = Array.from({ length: count }, (_, index): Repetition => ({
    suffix: `[${index}]`,
    key: index,
    each: null,
    count: integerValue(index),
  }));
  return { mode: "count", items, because: null, diagnostics };
}

function repeated(value: Value, place: SourceRange, diagnostics: readonly ModuleDiagnostic[]): Repetitions {
  const refusal = reasonAgainst(value);
  if (refusal) {
    const error = errorAt(place, refusal.summary, refusal.detail);
    return indefinite("for_each", "its for_each is invalid", [...diagnostics, error]);
  }
  if (value.kind === "unknown") return indefinite("for_each", value.reason, diagnostics);
  const isMapping = value.kind === "mapping";
  const unknownKey = value.kind === "sequence" ? firstUnknown(value) : null;
  if (unknownKey) return indefinite("for_each", unknownKey.reason, diagnostics);
  const pairs: [string, Value, Value][] = [];
  if (isMapping) {
    for (const [key, element] of value.entries) {
      pairs.push([key, withOrigins(stringValue(key), value.origins), takenFrom(value, element)]);
    }
  } else if (value.kind === "sequence") {
    for (const element of value.elements) {
      if (element.kind !== "string") continue;
      const key = takenFrom(value, element);
      pairs.push([element.text, key, key]);
    }
  }
  if (pairs.length > limit) return indefinite("for_each", `its for_each has over ${limit} elements`, diagnostics);
  const items = pairs.map(([key, eachKey, eachValue]): Repetition => ({
    suffix: `[${JSON.stringify(key)}]`,
    key,
    each: { key: eachKey, value: eachValue },
    count: null,
  }));
  return { mode: "for_each", items, because: null, diagnostics };
}

interface Refusal {
  readonly summary: string;
  readonly detail: string;
}

function reasonAgainst(value: Value): Refusal | null {
  const argument = (detail: string): Refusal => ({ summary: "Invalid for_each argument", detail });
  const set = (detail: string): Refusal => ({ summary: "Invalid for_each set argument", detail });
  const unsuitable = 'The given "for_each" argument value is unsuitable: ';
  if ((value.marks & sensitiveMark) !== 0) {
    return argument(
      "Sensitive values, or values derived from sensitive values, cannot be used as for_each arguments. If used, the sensitive value could be exposed as a resource instance key.",
    );
  }
  if ((value.marks & ephemeralMark) !== 0) {
    return argument(
      'The given "for_each" value is derived from an ephemeral value, which means that Terraform cannot persist it between plan/apply rounds. Use only non-ephemeral values to specify a resource\'s instance keys.',
    );
  }
  if (value.kind === "null") {
    return argument(`${unsuitable}the given "for_each" argument value is null. A map, or set of strings is allowed.`);
  }
  const { type } = value;
  if (type.kind === "dynamic" || type.kind === "map" || type.kind === "object") return null;
  if (type.kind !== "set") {
    return argument(
      `${unsuitable}the "for_each" argument must be a map, or set of strings, and you have provided a value of type ${typeName(type)}.`,
    );
  }
  if (value.kind !== "sequence" || value.elements.length === 0 || firstUnknown(value)) return null;
  if (type.element.kind !== stringType.kind) {
    return set(
      `${unsuitable}"for_each" supports maps and sets of strings, but you have provided a set containing type ${typeName(type.element)}.`,
    );
  }
  return value.elements.some(({ kind }) => kind === "null")
    ? set(`${unsuitable}"for_each" sets must not contain null values.`)
    : null;
}

function indefinite(
  mode: "count" | "for_each",
  because: string,
  diagnostics: readonly ModuleDiagnostic[],
): Repetitions {
  const unknown = (what: string): Value => unknownValue(dynamicType, `${what} isn't known, because ${because}`);
  const item: Repetition =
    mode === "count"
      ? { suffix: "[*]", key: null, each: null, count: unknown("count.index") }
      : { suffix: "[*]", key: null, each: { key: unknown("each.key"), value: unknown("each.value") }, count: null };
  return { mode, items: [item], because, diagnostics };
}
