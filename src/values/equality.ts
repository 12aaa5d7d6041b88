import { goQuote } from "../hcl/go-quote.ts";
import { marksWithin, orderedSetValue, withMarks, withoutMarksWithin } from "./construct.ts";
import { type BigFloat, compare, isInteger, sign } from "./number.ts";
import { goString } from "./number-notation.ts";
import { formatNumber } from "./number-text.ts";
import { compareText } from "./text.ts";
import { hasDynamic, sameType, type Type } from "./type.ts";
import { type Marks, noMarks, type SequenceValue, type Value } from "./value.ts";

/** The answer to a question about values that may be unknown. */
export type Answer = boolean | "unknown";

/** Two numbers are equal when they are written with the same digits (cty's `rawNumberEqual`). */
export function sameNumber(a: BigFloat, b: BigFloat): boolean {
  if (sign(a) !== sign(b) || a.form !== b.form) return false;
  if (a.form === "infinite" || isInteger(a) || isInteger(b)) return compare(a, b) === 0;
  return a.mantissa === b.mantissa && a.exponent === b.exponent ? true : formatNumber(a) === formatNumber(b);
}

/** Whether a value of one type could be one of the other: `dynamic` may stand for anything. */
function couldConform(given: Type, wanted: Type): boolean {
  if (wanted.kind === "dynamic") return true;
  switch (given.kind) {
    case "list":
    case "set":
    case "map":
      return given.kind === wanted.kind && couldConform(given.element, wanted.element);
    case "tuple":
      return (
        wanted.kind === "tuple" &&
        given.elements.length === wanted.elements.length &&
        given.elements.every((element, index) => couldConform(element, wanted.elements[index] ?? element))
      );
    case "object":
      return (
        wanted.kind === "object" &&
        given.attributes.size === wanted.attributes.size &&
        [...given.attributes].every(([name, type]) => {
          const other = wanted.attributes.get(name);
          return other !== undefined && couldConform(type, other);
        })
      );
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return given.kind === wanted.kind;
  }
}

const isNotNull = (value: Value): boolean => value.kind !== "null" && (value.kind !== "unknown" || value.notNull);

/** Terraform's `==`, without the marks. */
export function equals(a: Value, b: Value): Answer {
  if ((a.kind === "null" && isNotNull(b)) || (b.kind === "null" && isNotNull(a))) return false;
  if (a.kind === "unknown" || b.kind === "unknown") {
    if (a.kind === b.kind || a.kind === "null" || b.kind === "null") return "unknown";
    const unknown = a.kind === "unknown" ? a : b;
    return hasDynamic(unknown.type) || sameType(a.type, b.type) ? "unknown" : false;
  }
  if (a.kind === "null" || b.kind === "null") return a.kind === b.kind;
  if (hasDynamic(a.type) || hasDynamic(b.type)) {
    if (hasUnknownType(a) || hasUnknownType(b)) {
      return couldConform(a.type, b.type) || couldConform(b.type, a.type) ? "unknown" : false;
    }
  }
  if (!sameType(a.type, b.type)) return false;
  if (a.kind === "string" && b.kind === "string") return a.text === b.text;
  if (a.kind === "number" && b.kind === "number") return sameNumber(a.number, b.number);
  if (a.kind === "bool" && b.kind === "bool") return a.truth === b.truth;
  if (a.kind === "sequence" && b.kind === "sequence") {
    return a.type.kind === "set" ? sameMembers(a, b) : allEqual(a.elements, b.elements);
  }
  if (a.kind === "mapping" && b.kind === "mapping") {
    const keys = [...a.entries.keys()];
    return a.entries.size === b.entries.size && keys.every((key) => b.entries.has(key))
      ? allEqual([...a.entries.values()], [...b.entries.values()])
      : false;
  }
  return false;
}

/** An unknown of the type `dynamic` is in the value: its type is not all known. */
function hasUnknownType(value: Value): boolean {
  if (value.kind === "unknown") return hasDynamic(value.type);
  if (value.kind === "sequence") return value.elements.some(hasUnknownType);
  if (value.kind === "mapping") return [...value.entries.values()].some(hasUnknownType);
  return false;
}

function allEqual(a: readonly Value[], b: readonly Value[]): Answer {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i], b[i]];
    const answer = x !== undefined && y !== undefined && equals(x, y);
    if (answer !== true) return answer;
  }
  return true;
}

function sameMembers(a: SequenceValue, b: SequenceValue): Answer {
  if ([...a.elements, ...b.elements].some(({ kind }) => kind === "unknown")) return "unknown";
  const members = new Members(b.elements);
  return a.elements.length === b.elements.length && a.elements.every((element) => members.has(element));
}

/** Distinct values, found by their keys. */
export class Members {
  readonly #buckets = new Map<string, Value[]>();

  constructor(values: Iterable<Value> = []) {
    for (const value of values) this.add(value);
  }

  has(value: Value): boolean {
    return this.#buckets.get(setKey(value))?.some((other) => equals(other, value) === true) ?? false;
  }

  /** `false` when an equal value is already there. */
  add(value: Value): boolean {
    const key = setKey(value);
    const bucket = this.#buckets.get(key);
    if (bucket?.some((other) => equals(other, value) === true)) return false;
    if (bucket) bucket.push(value);
    else this.#buckets.set(key, [value]);
    return true;
  }
}

/** A text that is the same for equal values of one type; cty orders the members of sets by it (`appendSetHashBytes`). */
export function setKey(value: Value): string {
  switch (value.kind) {
    case "unknown":
      return "?";
    case "null":
      return "~";
    case "string":
      return goQuote(value.text);
    case "number":
      return goString(value.number);
    case "bool":
      return value.truth ? "T" : "F";
    case "sequence": {
      const members = value.elements.map((element) => `${setKey(element)};`).join("");
      return value.type.kind === "tuple" ? `<${members}>` : `[${members}]`;
    }
    case "mapping":
      return value.type.kind === "object"
        ? `<${Array.from(value.entries.values(), (element) => `${setKey(element)};`).join("")}>`
        : `{${Array.from(value.entries, ([key, element]) => `${goQuote(key)}:${setKey(element)};`).join("")}}`;
  }
}

const rank = (value: Value): number => (value.kind === "null" ? 2 : value.kind === "unknown" ? 1 : 0);

function compareMembers(a: Value, b: Value): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (a.kind === "string" && b.kind === "string") return compareText(a.text, b.text);
  if (a.kind === "number" && b.kind === "number") return compare(a.number, b.number);
  if (a.kind === "bool" && b.kind === "bool") return Number(a.truth) - Number(b.truth);
  return rank(a) === 0 ? compareText(setKey(a), setKey(b)) : 0;
}

/** A set of these values, which must all have the type. Sets hold no marks: those of the elements become the set's. */
export function setOf(element: Type, values: readonly Value[]): SequenceValue {
  let marks: Marks = noMarks;
  const members = new Members();
  const distinct: Value[] = [];
  for (const value of values) {
    marks |= marksWithin(value);
    const member = withoutMarksWithin(value);
    if (members.add(member)) distinct.push(member);
  }
  return withMarks(orderedSetValue(element, distinct.sort(compareMembers)), marks);
}
