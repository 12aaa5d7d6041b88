import { allowedLength, allowedSize } from "./budget.ts";
import { type BigFloat, fromInteger } from "./number.ts";
import type { Origins } from "./origin.ts";
import { compareText, normalized } from "./text.ts";
import {
  boolType,
  dynamicType,
  listType,
  mapType,
  numberType,
  objectType,
  setType,
  stringType,
  tupleType,
  type Type,
} from "./type.ts";
import {
  type BoolValue,
  type MappingValue,
  type Marks,
  noMarks,
  type NullValue,
  type NumberValue,
  sensitiveMark,
  type SequenceValue,
  type StringValue,
  type UnknownValue,
  type Value,
} from "./value.ts";

const plain = { marks: noMarks, origins: null } as const;

export function stringValue(text: string, origins: Origins = null): StringValue {
  allowedLength(text.length);
  return { kind: "string", type: stringType, text: normalized(text), marks: noMarks, origins };
}

export const numberValue = (number: BigFloat, origins: Origins = null): NumberValue => ({
  kind: "number",
  type: numberType,
  number,
  marks: noMarks,
  origins,
});

export const integerValue = (value: number | bigint): NumberValue => numberValue(fromInteger(value));

export const boolValue = (truth: boolean, origins: Origins = null): BoolValue => ({
  kind: "bool",
  type: boolType,
  truth,
  marks: noMarks,
  origins,
});

export const nullValue = (type: Type = dynamicType, origins: Origins = null): NullValue => ({
  kind: "null",
  type,
  marks: noMarks,
  origins,
});

/** `reason` is a clause for people: "data.x.y is read at plan time". */
export const unknownValue = (type: Type, reason: string, notNull = false): UnknownValue => ({
  kind: "unknown",
  type,
  reason,
  notNull,
  ...plain,
});

function sizeOf(values: Iterable<Value>): number {
  let size = 0;
  for (const value of values) size += 1 + ("size" in value ? value.size : 0);
  return allowedSize(size);
}

export const tupleValue = (elements: readonly Value[]): SequenceValue => ({
  kind: "sequence",
  type: tupleType(elements.map(({ type }) => type)),
  elements,
  size: sizeOf(elements),
  ...plain,
});

/** The elements must all have the type. */
export const listValue = (element: Type, elements: readonly Value[]): SequenceValue => ({
  kind: "sequence",
  type: listType(element),
  elements,
  size: sizeOf(elements),
  ...plain,
});

/** The elements must be distinct, in Terraform's order and without marks; see `setOf`. */
export const orderedSetValue = (element: Type, elements: readonly Value[]): SequenceValue => ({
  kind: "sequence",
  type: setType(element),
  elements,
  size: sizeOf(elements),
  ...plain,
});

/** In the byte order of the keys; of equal keys the last wins. */
export function sortedEntries<T>(entries: Iterable<readonly [string, T]>): ReadonlyMap<string, T> {
  const map = new Map(entries);
  let before = "";
  for (const key of map.keys()) {
    if (compareText(before, key) > 0) return new Map([...map].sort(([a], [b]) => compareText(a, b)));
    before = key;
  }
  return map;
}

export function objectValue(entries: Iterable<readonly [string, Value]>): MappingValue {
  const sorted = sortedEntries(entries);
  const types = new Map<string, Type>();
  for (const [name, { type }] of sorted) types.set(name, type);
  return { kind: "mapping", type: objectType(types), entries: sorted, size: sizeOf(sorted.values()), ...plain };
}

/** The values must all have the type. */
export function mapValue(element: Type, entries: Iterable<readonly [string, Value]>): MappingValue {
  const sorted = sortedEntries(entries);
  return { kind: "mapping", type: mapType(element), entries: sorted, size: sizeOf(sorted.values()), ...plain };
}

/** The value with these marks besides its own. */
export const withMarks = <V extends Value>(value: V, marks: Marks): V =>
  (value.marks | marks) === value.marks ? value : { ...value, marks: value.marks | marks };

export const withoutMarks = <V extends Value>(value: V): V =>
  value.marks === noMarks ? value : { ...value, marks: noMarks };

/** The value, made of other places: its elements keep those they have. */
export const withOrigins = <V extends Value>(value: V, origins: Origins): V =>
  value.origins === origins ? value : { ...value, origins };

export const isSensitive = (value: Value): boolean => (value.marks & sensitiveMark) !== 0;

/** The elements of a collection or structure, in Terraform's order; none of anything else. */
export function elementsOf(value: Value): Iterable<Value> {
  if (value.kind === "sequence") return value.elements;
  return value.kind === "mapping" ? value.entries.values() : [];
}

const isContainer = (value: Value): boolean => value.kind === "sequence" || value.kind === "mapping";

/** The marks of the value and of all that is in it. */
export function marksWithin(value: Value): Marks {
  let marks = value.marks;
  if (isContainer(value)) for (const element of elementsOf(value)) marks |= marksWithin(element);
  return marks;
}

/** The value, and all that is in it, changed one by one from the innermost; what does not change is shared. */
export function mapWithin(value: Value, change: (value: Value) => Value): Value {
  if (value.kind === "sequence") {
    const elements = value.elements.map((element) => mapWithin(element, change));
    return change(
      elements.every((element, index) => element === value.elements[index]) ? value : { ...value, elements },
    );
  }
  if (value.kind === "mapping") {
    const entries = new Map<string, Value>();
    let changed = false;
    for (const [key, element] of value.entries) {
      const next = mapWithin(element, change);
      changed ||= next !== element;
      entries.set(key, next);
    }
    return change(changed ? { ...value, entries } : value);
  }
  return change(value);
}

export const withoutMarksWithin = (value: Value): Value =>
  marksWithin(value) === noMarks ? value : mapWithin(value, withoutMarks);

/** Whether nothing in the value is unknown. */
export function isWhollyKnown(value: Value): boolean {
  if (value.kind === "unknown") return false;
  if (isContainer(value)) for (const element of elementsOf(value)) if (!isWhollyKnown(element)) return false;
  return true;
}

/** The first unknown in the value; `null` when all of it is known. */
export function firstUnknown(value: Value): UnknownValue | null {
  if (value.kind === "unknown") return value;
  if (isContainer(value)) {
    for (const element of elementsOf(value)) {
      const found = firstUnknown(element);
      if (found) return found;
    }
  }
  return null;
}

/** An element as it is outside its collection: with the collection's marks, and its origins when it has none. */
export function takenFrom(collection: Value, element: Value): Value {
  const marked = withMarks(element, collection.marks);
  return withOrigins(marked, marked.origins ?? collection.origins);
}
