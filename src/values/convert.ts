import { goQuote } from "../hcl/go-quote.ts";
import {
  boolValue,
  listValue,
  mapValue,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  takenFrom,
  tupleValue,
  unknownValue,
  withMarks,
  withOrigins,
} from "./construct.ts";
import { setOf } from "./equality.ts";
import { formatNumber, parseNumber } from "./number-text.ts";
import type { Program } from "./scope.ts";
import {
  type CollectionType,
  dynamicType,
  listType,
  mapType,
  type ObjectType,
  objectType,
  sameType,
  setType,
  tupleType,
  type TupleType,
  type Type,
  withoutOptional,
} from "./type.ts";
import { describeMismatch } from "./type-name.ts";
import { commonElement, isConvertible, unify } from "./unify.ts";
import type { MappingValue, SequenceValue, Value } from "./value.ts";

/** A step to the part of a value that could not be converted. */
export type PathStep = { readonly attribute: string } | { readonly index: string | number };

/** A value can't become one of the type. */
export class ConversionError extends Error {
  override readonly name = "ConversionError";
  readonly path: readonly PathStep[];
  readonly #describe: (program: Program) => string;

  constructor(describe: string | ((program: Program) => string), path: readonly PathStep[] = []) {
    super(typeof describe === "string" ? describe : describe("terraform"));
    this.#describe = typeof describe === "string" ? () => describe : describe;
    this.path = path;
  }

  /** The reason in the words of the program, without a full stop. */
  describe(program: Program): string {
    return this.#describe(program);
  }

  /** The same behind the path to the part, as Terraform reports the values of variables: `[0].port: a number is required`. */
  describeWithPath(program: Program): string {
    const steps = this.path.map((step) => {
      if ("attribute" in step) return `.${step.attribute}`;
      return `[${typeof step.index === "string" ? goQuote(step.index) : step.index}]`;
    });
    return steps.length === 0 ? this.describe(program) : `${steps.join("")}: ${this.describe(program)}`;
  }
}

/**
 * The value as one of the type (a constraint: it may hold `dynamic` and optional attributes), as Terraform converts wherever a
 * value meets a type. Marks and origins stay.
 *
 * @throws ConversionError
 */
export function convert(value: Value, type: Type): Value {
  if (value.type === type || sameType(value.type, withoutOptional(type))) return value;
  if (!isConvertible(value.type, type, true)) {
    throw new ConversionError((program) => describeMismatch(value.type, type, program));
  }
  return converted(value, type, []);
}

function converted(value: Value, type: Type, path: readonly PathStep[]): Value {
  if (type.kind === "dynamic" || (value.type.kind === type.kind && sameType(value.type, type))) return value;
  return withMarks(withOrigins(convertedContent(value, type, path), value.origins), value.marks);
}

function convertedContent(value: Value, type: Type, path: readonly PathStep[]): Value {
  switch (value.kind) {
    case "unknown":
      return unknownValue(filled(value.type, withoutOptional(type)), value.reason, value.notNull);
    case "null":
      return nullValue(filled(value.type, withoutOptional(type)));
    case "string":
      return fromText(value.text, type, path);
    case "number":
      return stringValue(formatNumber(value.number));
    case "bool":
      return stringValue(String(value.truth));
    case "sequence":
      return type.kind === "tuple" ? toTuple(value, type, path) : toSequence(value, type as CollectionType, path);
    case "mapping":
      if (type.kind === "map") return toMap(value, type, path);
      return toObject(value, type as ObjectType, path);
  }
}

function fromText(text: string, type: Type, path: readonly PathStep[]): Value {
  if (type.kind === "number") {
    const number = parseNumber(text);
    if (number === null) throw new ConversionError("a number is required", path);
    return numberValue(number);
  }
  if (text === "true" || text === "1") return boolValue(true);
  if (text === "false" || text === "0") return boolValue(false);
  const lower = text.toLowerCase();
  const hint = lower === "true" || lower === "false" ? `; to convert from string, use lowercase "${lower}"` : "";
  throw new ConversionError(`a bool is required${hint}`, path);
}

const memberTypes = (type: Type): readonly Type[] =>
  type.kind === "tuple" ? type.elements : type.kind === "object" ? [...type.attributes.values()] : [];

function toSequence(value: SequenceValue, type: CollectionType, path: readonly PathStep[]): Value {
  const fromTuple = value.type.kind === "tuple";
  const wanted = fromTuple
    ? (commonElement(memberTypes(value.type), type.element, true, true) ?? type.element)
    : type.element;
  if (value.type.kind === "set" && type.kind === "list") {
    // Members that are unknown may turn out to be equal: nobody knows how long the list is.
    const unsure = value.elements.find((element) => element.kind === "unknown");
    if (unsure) return unknownValue(listType(value.type.element), unsure.reason);
  }
  const elements = value.elements.map((element, index) =>
    converted(fromTuple ? element : takenFrom(value, element), wanted, [...path, { index }]),
  );
  const element = elementType(value.type, wanted, elements);
  const uniform = alike(elements, element, path, `element types must all match for conversion to ${type.kind}`);
  return type.kind === "set" ? setOf(element, uniform) : listValue(element, uniform);
}

function toMap(value: MappingValue, type: CollectionType, path: readonly PathStep[]): Value {
  const fromObject = value.type.kind === "object";
  const wanted = fromObject
    ? (commonElement(memberTypes(value.type), type.element, true, false) ?? type.element)
    : type.element;
  const keys = [...value.entries.keys()];
  const elements = Array.from(value.entries, ([key, element]) => converted(element, wanted, [...path, { index: key }]));
  const element = elementType(value.type, wanted, elements);
  const uniform = alike(
    elements,
    element,
    path,
    `${fromObject ? "attribute" : "element"} types must all match for conversion to map`,
  );
  return mapValue(
    element,
    keys.map((key, index) => [key, uniform[index] ?? nullValue(element)]),
  );
}

/** The one type of the elements that were converted to a type with `dynamic` or optional attributes in it. */
function elementType(from: Type, wanted: Type, elements: readonly Value[]): Type {
  if (elements.length === 0) {
    return wanted.kind === "dynamic" && "element" in from ? from.element : withoutOptional(wanted);
  }
  // A value without a type fits beside any other.
  const typed = elements.filter(({ type }) => type.kind !== "dynamic");
  const [first] = typed;
  if (first && typed.every(({ type }) => sameType(type, first.type))) return first.type;
  return unify(elements.map(({ type }) => type)) ?? dynamicType;
}

function alike(elements: readonly Value[], type: Type, path: readonly PathStep[], mismatch: string): readonly Value[] {
  if (type.kind === "dynamic" && elements.some((element) => element.type.kind !== "dynamic")) {
    throw new ConversionError(mismatch, path);
  }
  return elements.map((element) => converted(element, type, path));
}

function toTuple(value: SequenceValue, type: TupleType, path: readonly PathStep[]): Value {
  return tupleValue(
    value.elements.map((element, index) =>
      converted(element, type.elements[index] ?? dynamicType, [...path, { index }]),
    ),
  );
}

function toObject(value: MappingValue, type: ObjectType, path: readonly PathStep[]): Value {
  const entries: [string, Value][] = [];
  for (const [name, wanted] of type.attributes) {
    const given = value.entries.get(name);
    if (given === undefined) {
      if (!type.optional.has(name))
        throw new ConversionError(`map has no element for required attribute ${goQuote(name)}`, path);
      entries.push([name, nullValue(withoutOptional(wanted))]);
      continue;
    }
    if (value.type.kind === "map" && !sameType(given.type, wanted) && !isConvertible(given.type, wanted, true)) {
      const reason = (program: Program) => describeMismatch(given.type, wanted, program);
      throw new ConversionError(
        (program) => `map element type is incompatible with attribute ${goQuote(name)}: ${reason(program)}`,
        path,
      );
    }
    const step = value.type.kind === "map" ? { index: name } : { attribute: name };
    const element = value.type.kind === "map" ? takenFrom(value, given) : given;
    entries.push([name, converted(element, wanted, [...path, step])]);
  }
  return objectValue(entries);
}

/** The type that was asked for, with what the value's own type knows in the place of `dynamic`. */
function filled(from: Type, to: Type): Type {
  if (from.kind === "dynamic") return to;
  switch (to.kind) {
    case "dynamic":
      return from;
    case "list":
    case "set":
    case "map": {
      const members = "element" in from ? from.element : unify(memberTypes(from));
      const element = members ? filled(members, to.element) : to.element;
      return to.kind === "list" ? listType(element) : to.kind === "set" ? setType(element) : mapType(element);
    }
    case "tuple":
      return from.kind === "tuple"
        ? tupleType(to.elements.map((element, index) => filled(from.elements[index] ?? dynamicType, element)))
        : to;
    case "object": {
      const given = (name: string) =>
        from.kind === "map" ? from.element : from.kind === "object" ? from.attributes.get(name) : undefined;
      return objectType(
        new Map(Array.from(to.attributes, ([name, type]) => [name, filled(given(name) ?? dynamicType, type)])),
      );
    }
    case "string":
    case "number":
    case "bool":
      return to;
  }
}
