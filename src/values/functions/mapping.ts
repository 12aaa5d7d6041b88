import { goQuote } from "../../hcl/go-quote.ts";
import {
  isSensitive,
  isWhollyKnown,
  listValue,
  mapValue,
  objectValue,
  stringValue,
  takenFrom,
  tupleValue,
  withMarks,
  withoutMarks,
} from "../construct.ts";
import { ConversionError, convert } from "../convert.ts";
import { FunctionError, type Functions, unknownFrom } from "../function.ts";
import { compareText } from "../text.ts";
import { dynamicType, listType, mapType, objectType, sameType, stringType, tupleType, type Type } from "../type.ts";
import { typeName } from "../type-name.ts";
import { type Marks, noMarks, type Value } from "../value.ts";
import {
  anything,
  argument,
  converted,
  mappingOf,
  membersOf,
  sequenceOf,
  string,
  stringList,
  textOf,
} from "./arguments.ts";

const marked = { marked: true } as const;

export const mappingFunctions: Functions = {
  keys: {
    parameters: [anything("inputMap", { unknown: true, marked: true })],
    type(args) {
      const { type } = argument(args, 0);
      if (type.kind === "map") return listType(stringType);
      if (type.kind === "object") return tupleType(Array.from(type.attributes, () => stringType));
      throw new FunctionError("must have map or object type", 0);
    },
    run(args, { type }) {
      const value = argument(args, 0);
      const names =
        value.type.kind === "object"
          ? value.type.attributes.keys()
          : value.kind === "mapping"
            ? value.entries.keys()
            : null;
      if (names === null) return withMarks(unknownFrom(type, [value]), value.marks);
      const keys = Array.from(names, (name) => stringValue(name));
      return withMarks(type.kind === "tuple" ? tupleValue(keys) : listValue(stringType, keys), value.marks);
    },
  },
  values: {
    parameters: [anything("mapping", marked)],
    type(args) {
      const { type } = argument(args, 0);
      if (type.kind === "map") return listType(type.element);
      if (type.kind === "object") return tupleType([...type.attributes.values()]);
      throw new FunctionError("values() requires a map as the first argument");
    },
    run(args, { type }) {
      const whole = mappingOf(args[0]);
      const elements = Array.from(whole.entries.values(), (element) => takenFrom(withoutMarks(whole), element));
      return withMarks(type.kind === "list" ? listValue(type.element, elements) : tupleValue(elements), whole.marks);
    },
  },
  lookup: {
    parameters: [
      anything("inputMap", { marked: true, unknown: true }),
      { ...string("key"), allows: { marked: true, unknown: true }, steers: true },
    ],
    variadic: anything("default", { null: true, unknown: true, dynamic: true, marked: true }),
    mayBeNull: true,
    type: lookedUpType,
    run(args, { type }) {
      const [whole, key, preset] = [argument(args, 0), argument(args, 1), args[2]];
      const marks = whole.marks | key.marks;
      if (whole.kind === "unknown" || key.kind === "unknown") return withMarks(unknownFrom(type, [whole, key]), marks);
      const found = mappingOf(whole).entries.get(textOf(key));
      if (found !== undefined) return withMarks(takenFrom(whole, found), marks);
      if (preset !== undefined) return withMarks(converted(preset, type, null), marks);
      const shown = isSensitive(key) ? "(sensitive value)" : goQuote(textOf(key));
      throw new FunctionError(`lookup failed to find key ${shown}`);
    },
  },
  merge: {
    parameters: [],
    variadic: anything("maps", { dynamic: true, null: true, marked: true }),
    type: mergedType,
    run(args, { type }) {
      let marks: Marks = noMarks;
      const entries = new Map<string, Value>();
      for (const arg of args) {
        if (arg.kind !== "mapping") continue;
        marks |= arg.marks;
        for (const [key, element] of arg.entries) entries.set(key, takenFrom(withoutMarks(arg), element));
      }
      // All arguments of one type, one of them null: Terraform did not think of that.
      if (type.kind === "object" && type.attributes.size !== entries.size) {
        throw new FunctionError(
          "panic in function implementation: returned value does not conform to expected return type",
        );
      }
      return withMarks(type.kind === "map" ? mapValue(type.element, entries) : objectValue(entries), marks);
    },
  },
  transpose: {
    parameters: [{ name: "values", type: mapType(listType(stringType)) }],
    type: mapType(listType(stringType)),
    run(args) {
      const given = argument(args, 0);
      if (!isWhollyKnown(given)) return unknownFrom(mapType(listType(stringType)), args);
      const keysByText = new Map<string, string[]>();
      for (const [key, list] of mappingOf(given).entries) {
        if (list.kind === "null") throw new FunctionError("input must not contain null list");
        for (const element of sequenceOf(list).elements) {
          if (element.kind === "null") throw new FunctionError("input list must not contain null string");
          const text = textOf(element);
          keysByText.set(text, [...(keysByText.get(text) ?? []), key]);
        }
      }
      const lists = Array.from(keysByText, ([text, keys]): [string, Value] => {
        const sorted = keys.sort(compareText).map((key) => stringValue(key));
        return [text, listValue(stringType, sorted)];
      });
      return mapValue(listType(stringType), lists);
    },
  },
  zipmap: {
    parameters: [{ ...stringList("keys"), allows: marked }, anything("values", marked)],
    type: zippedType,
    run(args, { type }) {
      const [keys, values] = [argument(args, 0), argument(args, 1)];
      let marks = keys.marks | values.marks;
      if (!isWhollyKnown(keys)) return withMarks(unknownFrom(type, [keys]), marks);
      if (sequenceOf(keys).elements.length !== sequenceOf(values).elements.length)
        throw differentNumbers(sequenceOf(keys).elements.length, sequenceOf(values).elements.length);
      const elements = membersOf(values);
      const entries = sequenceOf(keys).elements.map((key, at): [string, Value] => {
        marks |= key.marks;
        if (key.kind === "null") throw new FunctionError(`keys list has null value at index ${at}`);
        return [textOf(key), argument(elements, at)];
      });
      return withMarks(type.kind === "map" ? mapValue(type.element, entries) : objectValue(entries), marks);
    },
  },
};

const differentNumbers = (keys: number, values: number): FunctionError =>
  new FunctionError(`number of keys (${keys}) does not match number of values (${values})`);

function lookedUpType(args: readonly Value[]): Type {
  if (args.length > 3) throw new FunctionError(`lookup() takes two or three arguments, got ${args.length}`);
  const [whole, key, preset] = [argument(args, 0), argument(args, 1), args[2]];
  if (whole.type.kind === "object") {
    if (key.kind === "unknown") return dynamicType;
    const found = whole.type.attributes.get(textOf(key)) ?? preset?.type;
    if (found !== undefined) return found;
    throw new FunctionError(`the given object has no attribute ${goQuote(textOf(key))}`, 0);
  }
  if (whole.type.kind !== "map") throw new FunctionError("lookup() requires a map as the first argument", 0);
  if (preset !== undefined) {
    try {
      convert(preset, whole.type.element);
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      throw new FunctionError("the default value must have the same type as the map elements", 2);
    }
  }
  return whole.type.element;
}

function mergedType(args: readonly Value[]): Type {
  const attributes = new Map<string, Type>();
  let complete = true;
  for (const arg of args) {
    const { type } = arg;
    if (type.kind === "dynamic") return dynamicType;
    if (type.kind !== "map" && type.kind !== "object") {
      throw new FunctionError(`arguments must be maps or objects, got ${goQuote(typeName(type))}`);
    }
    if (type.kind === "object" && arg.kind !== "null")
      for (const [name, each] of type.attributes) attributes.set(name, each);
    if (type.kind === "map" && arg.kind === "mapping")
      for (const key of arg.entries.keys()) attributes.set(key, type.element);
    if (type.kind === "map" && arg.kind === "unknown") complete = false;
  }
  const [first] = args;
  if (first && args.every(({ type }) => sameType(type, first.type))) return first.type;
  return complete ? objectType(attributes) : dynamicType;
}

function zippedType(args: readonly Value[]): Type {
  const [keys, values] = [argument(args, 0), argument(args, 1)];
  if (values.type.kind === "list") return mapType(values.type.element);
  if (values.type.kind !== "tuple") throw new FunctionError("values argument must be a list or tuple value");
  if (!isWhollyKnown(keys)) return dynamicType;
  const types = values.type.elements;
  if (sequenceOf(keys).elements.length !== types.length)
    throw differentNumbers(sequenceOf(keys).elements.length, types.length);
  const attributes = new Map<string, Type>();
  for (const [at, key] of sequenceOf(keys).elements.entries()) {
    if (key.kind === "null") throw new FunctionError(`keys list has null value at index ${at}`);
    attributes.set(textOf(key), types[at] ?? dynamicType);
  }
  return objectType(attributes);
}
