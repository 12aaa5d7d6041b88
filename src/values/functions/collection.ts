import {
  boolValue,
  integerValue,
  isWhollyKnown,
  listValue,
  nullValue,
  takenFrom,
  tupleValue,
  withMarks,
} from "../construct.ts";
import { ConversionError, convert } from "../convert.ts";
import { equals } from "../equality.ts";
import { FunctionError, type Functions, unknownFrom } from "../function.ts";
import { countCharacters } from "../text.ts";
import { boolType, dynamicType, listType, numberType, sameType, stringType, tupleType, type Type } from "../type.ts";
import { typeName } from "../type-name.ts";
import { unify } from "../unify.ts";
import { type Marks, noMarks, type Value } from "../value.ts";
import {
  anyList,
  anything,
  argument,
  boolList,
  mappingOf,
  number,
  membersOf,
  sequenceOf,
  steering,
  stringList,
  converted,
  integerOf,
} from "./arguments.ts";

const marked = { marked: true } as const;
const maybe = { null: true, unknown: true, dynamic: true } as const;

const sizeOf = (value: Value): number =>
  value.kind === "sequence" ? value.elements.length : mappingOf(value).entries.size;

const isSequenceType = ({ kind }: Type): boolean => kind === "list" || kind === "set" || kind === "tuple";

/** A set whose unknown members may turn out to be equal has no certain length. */
const hasUncertainLength = (value: Value): boolean =>
  value.kind === "unknown" || (value.kind === "sequence" && value.type.kind === "set" && !isWhollyKnown(value));

export const collectionFunctions: Functions = {
  length: {
    parameters: [anything("value", { dynamic: true, unknown: true, marked: true })],
    type(args) {
      const { kind } = argument(args, 0).type;
      if (kind !== "number" && kind !== "bool") return numberType;
      throw new FunctionError("argument must be a string, a collection type, or a structural type");
    },
    run(args) {
      const value = argument(args, 0);
      const { type, marks } = value;
      if (type.kind === "tuple") return withMarks(integerValue(type.elements.length), marks);
      if (type.kind === "object") return withMarks(integerValue(type.attributes.size), marks);
      if (hasUncertainLength(value)) return withMarks(unknownFrom(numberType, args), marks);
      return withMarks(integerValue(value.kind === "string" ? countCharacters(value.text) : sizeOf(value)), marks);
    },
  },
  alltrue: {
    parameters: [boolList("list")],
    type: boolType,
    run([list]) {
      for (const element of sequenceOf(list).elements) {
        if (element.kind === "unknown") return unknownFrom(boolType, [element]);
        if (element.kind !== "bool" || !element.truth) return boolValue(false);
      }
      return boolValue(true);
    },
  },
  anytrue: {
    parameters: [boolList("list")],
    type: boolType,
    run([list]) {
      const { elements } = sequenceOf(list);
      if (elements.some((element) => element.kind === "bool" && element.truth)) return boolValue(true);
      const unknown = elements.some(({ kind }) => kind === "unknown");
      return unknown ? unknownFrom(boolType, elements) : boolValue(false);
    },
  },
  coalesce: {
    parameters: [],
    variadic: anything("vals", maybe),
    type(args) {
      const common = unify(args.map(({ type }) => type));
      if (common === null) throw new FunctionError("all arguments must have the same type");
      return common;
    },
    run(args, { type }) {
      for (const arg of args) {
        const value = coalesced(arg, type);
        if (value.kind === "unknown") return unknownFrom(type, [value]);
        if (value.kind !== "null" && !(value.kind === "string" && value.text === "")) return value;
      }
      throw new FunctionError("no non-null, non-empty-string arguments");
    },
  },
  coalescelist: {
    parameters: [],
    variadic: anything("vals", maybe),
    type(args) {
      const [first] = args;
      if (first === undefined) throw new FunctionError("at least one argument is required");
      for (const { kind, type } of args) {
        if (kind === "unknown") return dynamicType;
        if (type.kind === "list" || type.kind === "tuple") continue;
        throw new FunctionError("coalescelist arguments must be lists or tuples");
      }
      return args.every(({ type }) => sameType(type, first.type)) ? first.type : dynamicType;
    },
    run(args, { type }) {
      for (const arg of args) {
        if (arg.kind === "unknown") return unknownFrom(type, [arg]);
        if (arg.kind === "sequence" && arg.elements.length > 0) return arg;
      }
      throw new FunctionError("no non-null arguments");
    },
  },
  compact: {
    parameters: [stringList("list")],
    type: listType(stringType),
    run(args) {
      const list = argument(args, 0);
      if (!isWhollyKnown(list)) return unknownFrom(listType(stringType), [list]);
      const kept = membersOf(list).filter((element) => element.kind === "string" && element.text !== "");
      return listValue(stringType, kept);
    },
  },
  concat: {
    parameters: [],
    variadic: anything("seqs", marked),
    type: concatenatedType,
    run(args, { type }) {
      const marks = args.reduce((all, arg) => all | arg.marks, noMarks);
      if (type.kind !== "list") return withMarks(tupleValue(args.flatMap(membersOf)), marks);
      const lists = args.map((arg, index) => converted(arg, type, index));
      return withMarks(listValue(type.element, lists.flatMap(membersOf)), marks);
    },
  },
  contains: {
    parameters: [anything("list"), anything("value")],
    type: boolType,
    run(args) {
      const [list, wanted] = [argument(args, 0), argument(args, 1)];
      if (!isSequenceType(list.type)) throw new FunctionError("argument must be list, tuple, or set");
      const answers = sequenceOf(list).elements.map((element) => equals(wanted, element));
      if (answers.includes(true)) return boolValue(true);
      return answers.includes("unknown") ? unknownFrom(boolType, args) : boolValue(false);
    },
  },
  element: {
    parameters: [anything("list", marked), steering(number("index"))],
    mayBeNull: true,
    type([list, index]) {
      if (list?.type.kind === "list") return list.type.element;
      if (list?.type.kind !== "tuple")
        throw new FunctionError(`cannot read elements from ${typeName(list?.type ?? dynamicType)}`);
      if (index?.kind === "unknown") return dynamicType;
      const { elements } = list.type;
      const at = integerOf(index, (reason) => new FunctionError(`invalid index: ${reason}`));
      if (elements.length === 0) throw new FunctionError("cannot use element function with an empty list");
      // Terraform does not count from the end of a tuple.
      if (at % elements.length < 0) {
        const reason = `runtime error: index out of range [${at % elements.length}]`;
        throw new FunctionError(`panic in function implementation: ${reason}`);
      }
      return elements[at % elements.length] ?? dynamicType;
    },
    run(args) {
      const list = sequenceOf(args[0]);
      const at = integerOf(args[1], (reason) => new FunctionError(`invalid index: ${reason}`));
      if (list.elements.length === 0) throw new FunctionError("cannot use element function with an empty list");
      return takenFrom(list, argument(list.elements, wrapped(at, list.elements.length)));
    },
  },
  flatten: {
    parameters: [anything("list", marked)],
    type(args) {
      const list = argument(args, 0);
      if (!isWhollyKnown(list)) return dynamicType;
      if (!isSequenceType(list.type)) throw new FunctionError("can only flatten lists, sets and tuples");
      return tupleType(flattened(list).elements.map(({ type }) => type));
    },
    run(args, { type }) {
      const { elements, marks, unknown } = flattened(argument(args, 0));
      return withMarks(unknown ? unknownFrom(type, [unknown]) : tupleValue(elements), marks);
    },
  },
  index: {
    parameters: [anything("list"), anything("value")],
    type: numberType,
    run(args) {
      const [list, wanted] = [argument(args, 0), argument(args, 1)];
      if (list.type.kind !== "list" && list.type.kind !== "tuple")
        throw new FunctionError("argument must be a list or tuple");
      const { elements } = sequenceOf(list);
      if (elements.length === 0) throw new FunctionError("cannot search an empty list");
      for (const [at, element] of elements.entries()) {
        const answer = equals(element, wanted);
        if (answer === "unknown") return unknownFrom(numberType, [element, wanted]);
        if (answer) return integerValue(at);
      }
      throw new FunctionError("item not found");
    },
  },
  matchkeys: {
    parameters: [anyList("values"), anyList("keys"), anyList("searchset")],
    type([values, keys, searchset]) {
      if (keys && searchset && unify([keys.type, searchset.type]) === null) {
        throw new FunctionError("keys and searchset must be of the same type");
      }
      return values?.type ?? dynamicType;
    },
    run(args, { type }) {
      const [values, keys, searched] = [argument(args, 0), argument(args, 1), argument(args, 2)];
      if (sizeOf(values) !== sizeOf(keys)) throw new FunctionError("length of keys and values should be equal");
      const common = unify([keys.type, searched.type]) ?? dynamicType;
      const wanted = membersOf(convert(searched, common));
      if (wanted.length > 0 && !(isWhollyKnown(values) && isWhollyKnown(keys)))
        return unknownFrom(type, [values, keys]);
      const candidates = membersOf(convert(keys, common));
      const kept: Value[] = [];
      for (const [at, value] of membersOf(values).entries()) {
        const answer = firstDecided(wanted.map((other) => equals(argument(candidates, at), other)));
        if (answer === "unknown") return listValue(elementTypeOf(type), []);
        if (answer) kept.push(value);
      }
      return listValue(elementTypeOf(type), kept);
    },
  },
  one: {
    parameters: [anything("list")],
    mayBeNull: true,
    type(args) {
      const { type } = argument(args, 0);
      if (type.kind === "list" || type.kind === "set") return type.element;
      if (type.kind === "tuple" && type.elements.length < 2) return type.elements[0] ?? dynamicType;
      throw notOne();
    },
    run(args, { type }) {
      const list = argument(args, 0);
      if (hasUncertainLength(list)) return unknownFrom(type, args);
      const [first, second] = membersOf(list);
      if (second !== undefined) throw notOne();
      return first ?? nullValue(type);
    },
  },
};

const notOne = (): FunctionError =>
  new FunctionError("must be a list, set, or tuple value with either zero or one elements", 0);

const wrapped = (index: number, length: number): number => ((index % length) + length) % length;

const elementTypeOf = (type: Type): Type => ("element" in type ? type.element : dynamicType);

const firstDecided = (answers: readonly ReturnType<typeof equals>[]): ReturnType<typeof equals> =>
  answers.find((answer) => answer !== false) ?? false;

/** Where the value can't become one of the type after all, Terraform goes on with nothing. */
function coalesced(value: Value, type: Type): Value {
  try {
    return convert(value, type);
  } catch (error) {
    if (error instanceof ConversionError) return nullValue(type);
    throw error;
  }
}

function concatenatedType(args: readonly Value[]): Type {
  if (args.length === 0) throw new FunctionError("at least one argument is required");
  if (args.every(({ type }) => type.kind === "list")) {
    const common = unify(args.map(({ type }) => type));
    if (common !== null) return common;
  }
  const elements: Type[] = [];
  for (const [index, { type, ...value }] of args.entries()) {
    if (type.kind !== "tuple" && type.kind !== "list") {
      throw new FunctionError(`all arguments must be lists or tuples; got ${typeName(type)}`, index);
    }
    if (type.kind === "tuple") for (const element of type.elements) elements.push(element);
    else if (value.kind === "sequence") value.elements.forEach(() => elements.push(type.element));
    else return dynamicType;
  }
  return tupleType(elements);
}

interface Flattened {
  readonly elements: Value[];
  marks: Marks;
  unknown: Value | null;
}

function flattened(list: Value, into: Flattened = { elements: [], marks: noMarks, unknown: null }): Flattened {
  into.marks |= list.marks;
  if (hasUncertainLength(list)) {
    into.unknown ??= list;
    return into;
  }
  for (const element of membersOf(list)) {
    const nested = element.kind !== "null" && isSequenceType(element.type);
    if (nested) flattened(element, into);
    else into.elements.push(element);
    // What has no type yet may turn out to be a list.
    if (element.kind === "unknown" && element.type.kind === "dynamic") into.unknown ??= element;
  }
  return into;
}
