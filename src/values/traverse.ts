import { goQuote } from "../hcl/go-quote.ts";
import type { Range, TraversalStep } from "../hcl/ast.ts";
import {
  integerValue,
  numberValue,
  stringValue,
  takenFrom,
  unknownValue,
  withMarks,
  withoutMarks,
} from "./construct.ts";
import { ConversionError, convert } from "./convert.ts";
import type { Evaluator } from "./evaluator.ts";
import { compare, fromInteger, isInteger, sign, truncate } from "./number.ts";
import { parseNumber } from "./number-text.ts";
import { dynamicType, numberType, stringType, type Type } from "./type.ts";
import { typeName } from "./type-name.ts";
import type { MappingValue, SequenceValue, UnknownValue, Value } from "./value.ts";

const noElement = "The given key does not identify an element in this collection value";

/** Follows the steps of a traversal until one fails. */
export function traverse(evaluator: Evaluator, from: Value, steps: readonly TraversalStep[]): Value {
  let value = from;
  for (const step of steps) {
    const count = evaluator.diagnostics.length;
    value =
      step.type === "AttributeStep"
        ? getAttribute(evaluator, value, step.name, step)
        : getElement(evaluator, value, stepKey(step.key), step);
    if (evaluator.diagnostics.length > count) return value;
  }
  return value;
}

type StepKey = Extract<TraversalStep, { type: "IndexStep" }>["key"];

function stepKey(key: StepKey): Value {
  if (key.kind === "string") return stringValue(key.value);
  return numberValue(parseNumber(key.raw) ?? fromInteger(0));
}

const unknownPart = (whole: UnknownValue, type: Type): Value =>
  withMarks(unknownValue(type, whole.reason), whole.marks);

/** `value.name` */
export function getAttribute(evaluator: Evaluator, value: Value, name: string, place: Range): Value {
  const unsupported = (detail: string): Value => evaluator.fail(place, "Unsupported attribute", detail);
  if (value.kind === "null") {
    const detail = "This value is null, so it does not have any attributes.";
    return evaluator.fail(place, "Attempt to get attribute from null value", detail);
  }
  const { type } = value;
  switch (type.kind) {
    case "object": {
      const attribute = type.attributes.get(name);
      if (attribute === undefined) return unsupported(`This object does not have an attribute named ${goQuote(name)}.`);
      return value.kind === "unknown" ? unknownPart(value, attribute) : part(value as MappingValue, name);
    }
    case "map":
      if (value.kind === "unknown") return unknownPart(value, type.element);
      if (!(value as MappingValue).entries.has(name)) {
        const detail = `This map does not have an element with the key ${goQuote(name)}.`;
        return evaluator.fail(place, "Missing map element", detail);
      }
      return part(value as MappingValue, name);
    case "dynamic":
      return value.kind === "unknown" ? unknownPart(value, dynamicType) : value;
    case "list":
    case "set":
      if (type.element.kind !== "object") return unsupported("This value does not have any attributes.");
      return unsupported(describeObjects(type.kind, type.element.attributes.has(name), name));
    case "tuple":
      return unsupported("This value does not have any attributes.");
    case "string":
    case "number":
    case "bool":
      return unsupported(`Can't access attributes on a primitive-typed value (${typeName(type)}).`);
  }
}

function describeObjects(kind: "list" | "set", hasAttribute: boolean, name: string): string {
  const problem = `Can't access attributes on a ${kind} of objects. Did you mean to access`;
  const all = `across all elements of the ${kind}?`;
  if (kind === "set") return `${problem} an attribute ${all}`;
  const attribute = hasAttribute ? `attribute ${goQuote(name)}` : "an attribute";
  return `${problem} ${attribute} for a specific element of the list, or ${all}`;
}

const part = (whole: MappingValue, key: string): Value => {
  const element = whole.entries.get(key);
  return element === undefined ? unknownValue(dynamicType, "the key is not there") : takenFrom(whole, element);
};

/** `collection[key]` */
export function getElement(evaluator: Evaluator, collection: Value, key: Value, place: Range): Value {
  const invalid = (detail: string): Value => evaluator.fail(place, "Invalid index", detail);
  if (collection.kind === "null") {
    const detail = "This value is null, so it does not have any indices.";
    return evaluator.fail(place, "Attempt to index null value", detail);
  }
  if (key.kind === "null") return invalid("Can't use a null value as an indexing key.");
  const { type } = collection;
  if (type.kind === "dynamic" || key.type.kind === "dynamic") {
    const unknown = collection.kind === "unknown" ? collection : (key as UnknownValue);
    return withMarks(unknownValue(dynamicType, unknown.reason), collection.marks);
  }
  const converted = (to: Type): Value => {
    try {
      return convert(key, to);
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      return invalid(`${noElement}: ${error.describe(evaluator.scope.program)}.`);
    }
  };
  const count = evaluator.diagnostics.length;
  switch (type.kind) {
    case "list":
    case "tuple": {
      const index = converted(numberType);
      return evaluator.diagnostics.length > count ? index : elementAt(collection, index, invalid);
    }
    case "map":
    case "object": {
      const name = converted(stringType);
      return evaluator.diagnostics.length > count
        ? name
        : elementNamed(collection, name, key.type.kind === "number", invalid);
    }
    case "set":
      return invalid(
        "Elements of a set are identified only by their value and don't have any separate index or key to select with, " +
          "so it's only possible to perform operations across all elements of the set.",
      );
    case "string":
    case "number":
    case "bool":
      return invalid("This value does not have any indices.");
  }
}

type Invalid = (detail: string) => Value;

function elementAt(collection: Value, key: Value, invalid: Invalid): Value {
  const { type } = collection;
  const length =
    type.kind === "tuple" ? type.elements.length : collection.kind === "sequence" ? collection.elements.length : null;
  if (key.kind !== "number") {
    const reason = key.kind === "unknown" ? key.reason : "the index is not known";
    const element = type.kind === "list" ? type.element : dynamicType;
    return withMarks(unknownValue(element, reason), collection.marks | key.marks);
  }
  if (length === null)
    return unknownPart(collection as UnknownValue, type.kind === "list" ? type.element : dynamicType);
  const { number } = key;
  if (!isInteger(number)) {
    return invalid(
      `${noElement}: indexing a sequence requires a whole number, but the given index has a fractional part.`,
    );
  }
  if (sign(number) < 0) return invalid(`${noElement}: a negative number is not a valid index for a sequence.`);
  const excess = compare(number, fromInteger(length));
  if (excess > 0 || (excess === 0 && collection.marks !== 0)) return invalid(`${noElement}.`);
  if (excess === 0) {
    const what =
      length === 0
        ? "collection has no elements"
        : "given index is greater than or equal to the length of the collection";
    return invalid(`${noElement}: the ${what}.`);
  }
  if (collection.kind !== "sequence") {
    const element =
      type.kind === "tuple"
        ? type.elements[Number(truncate(number))]
        : type.kind === "list"
          ? type.element
          : dynamicType;
    return unknownPart(collection as UnknownValue, element ?? dynamicType);
  }
  const element = collection.elements[Number(truncate(number))] ?? unknownValue(dynamicType, "the index is not there");
  return withMarks(takenFrom(collection, element), key.marks);
}

function elementNamed(collection: Value, key: Value, wasNumber: boolean, invalid: Invalid): Value {
  const { type } = collection;
  if (collection.kind === "unknown") return unknownPart(collection, type.kind === "map" ? type.element : dynamicType);
  if (key.kind !== "string" || collection.kind !== "mapping") {
    const reason = key.kind === "unknown" ? key.reason : "the key is not known";
    const marks = collection.marks | (type.kind === "map" ? key.marks : 0);
    return withMarks(unknownValue(type.kind === "map" ? type.element : dynamicType, reason), marks);
  }
  if (!collection.entries.has(key.text)) {
    const hint = " An object only supports looking up attributes by name, not by numeric index.";
    return invalid(`${noElement}.${type.kind === "object" && wasNumber ? hint : ""}`);
  }
  const element = part(collection, key.text);
  return type.kind === "map" ? withMarks(element, key.marks) : element;
}

/** The collection's elements with their keys, as a `for` visits them; `null` when the value can't be iterated over. */
export function iterate(collection: Value): readonly (readonly [key: Value, element: Value])[] | null {
  if (collection.kind === "sequence") return iterateSequence(collection);
  if (collection.kind !== "mapping") return null;
  return Array.from(collection.entries, ([key, element]) => [
    stringValue(key),
    takenFrom(withoutMarks(collection), element),
  ]);
}

const iterateSequence = (collection: SequenceValue): readonly (readonly [Value, Value])[] =>
  collection.elements.map((element, index) => {
    const taken = takenFrom(withoutMarks(collection), element);
    return [collection.type.kind === "set" ? taken : integerValue(index), taken];
  });
