import { isWhollyKnown, listValue, numberValue, tupleValue, withMarks, withoutMarks } from "../construct.ts";
import { spend } from "../budget.ts";
import { ConversionError, convert } from "../convert.ts";
import { Members, setOf } from "../equality.ts";
import { FunctionError, type Functions, type FunctionSpec, unknownFrom } from "../function.ts";
import { add, type BigFloat, compare, minusOne, one, sign, zero } from "../number.ts";
import { dynamicType, listType, numberType, sameType, setType, tupleType, type Type } from "../type.ts";
import { typeName } from "../type-name.ts";
import { unify } from "../unify.ts";
import { noMarks, type Value } from "../value.ts";
import { anyList, anything, argument, integerOf, membersOf, number, numberOf, steering } from "./arguments.ts";

const anySet = (name: string) => ({ name, type: setType(dynamicType), allows: { dynamic: true } }) as const;

/** A function of sets that all become sets of one type first. */
const setFunction = (
  parameters: FunctionSpec["parameters"],
  variadic: boolean,
  combine: (members: readonly Value[], other: readonly Value[]) => readonly Value[],
  allowsUnknown: boolean,
): FunctionSpec => ({
  parameters,
  ...(variadic ? { variadic: anySet("other_sets") } : {}),
  type(args) {
    const given = args.flatMap((arg) => {
      const element = "element" in arg.type ? arg.type.element : dynamicType;
      const isEmpty = arg.kind === "sequence" && arg.elements.length === 0 && element.kind === "dynamic";
      return isEmpty ? [] : [element];
    });
    if (given.length === 0) return setType(dynamicType);
    const common = unify(given);
    if (common === null) throw new FunctionError("given sets must all have compatible element types");
    return setType(common);
  },
  run(args, { type }) {
    const sets = args.map((arg, index) => {
      try {
        return convert(arg, type);
      } catch (error) {
        throw error instanceof ConversionError ? new FunctionError(error.message, index) : error;
      }
    });
    if (!allowsUnknown && !sets.every(isWhollyKnown)) return unknownFrom(type, sets);
    // An empty set keeps the type of its elements where the common one is `any`.
    if (sets.some((set) => set.kind === "sequence" && !sameType(set.type, sets[0]?.type ?? type))) {
      throw new FunctionError("panic in function implementation: incompatible set rules");
    }
    const [first = [], ...others] = sets.map(membersOf);
    return setOf("element" in type ? type.element : dynamicType, others.reduce(combine, first));
  },
});

/** The values that `range` generates: more than 1024 are an error. */
function rangeOf(start: BigFloat, end: BigFloat, step: BigFloat): readonly Value[] {
  const down = sign(step) < 0;
  const values: Value[] = [];
  for (let next = start; down ? compare(next, end) > 0 : compare(next, end) < 0; next = add(next, step)) {
    if (values.length >= 1024) {
      const advice = "either decrease the difference between start and end or use a smaller step";
      throw new FunctionError(`more than 1024 values were generated; ${advice}`);
    }
    values.push(numberValue(next));
  }
  return values;
}

function sliceBounds(args: readonly Value[]): { readonly start: number; readonly end: number } | null {
  const list = argument(args, 0);
  const length =
    list.type.kind === "tuple" ? list.type.elements.length : list.kind === "sequence" ? list.elements.length : null;
  const bound = (index: 1 | 2, which: "start" | "end"): number | null => {
    const value = argument(args, index);
    if (value.kind === "unknown") return null;
    const at = integerOf(value, (reason) => new FunctionError(`invalid ${which} index: ${reason}`, index));
    if (at < 0) throw new FunctionError(`${which} index must not be less than zero`, index);
    if (length !== null && at > length) {
      throw new FunctionError(`${which} index must not be greater than the length of the list`, index);
    }
    return at;
  };
  const [start, end] = [bound(1, "start"), bound(2, "end")];
  if (start === null || end === null) return null;
  if (start > end) throw new FunctionError("start index must not be greater than end index", 1);
  return { start, end };
}

function productType(args: readonly Value[]): Type {
  if (args.length < 2) throw new FunctionError("at least two arguments are required");
  const elements = args.map(({ type }, index) => {
    if (type.kind === "set" || type.kind === "list") return type.element;
    if (type.kind !== "tuple") throw new FunctionError("a set or a list is required", index);
    if (type.elements.length === 0) return dynamicType;
    const common = unify(type.elements);
    if (common === null) throw new FunctionError("all elements must be of the same type", index);
    return common;
  });
  const ordered = args.every(({ type }) => type.kind !== "set");
  return ordered ? listType(tupleType(elements)) : setType(tupleType(elements));
}

function product(lists: readonly (readonly Value[])[]): readonly (readonly Value[])[] {
  return lists.reduce<readonly (readonly Value[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((element) => [...row, element])),
    [[]],
  );
}

export const sequenceFunctions: Functions = {
  chunklist: {
    parameters: [
      anyList("list", { marked: true }),
      { name: "size", type: numberType, allows: { marked: true }, steers: true },
    ],
    type: (args) => listType(argument(args, 0).type),
    run(args) {
      const [list, size] = [argument(args, 0), argument(args, 1)];
      const length = integerOf(withoutMarks(size), (reason) => new FunctionError(`invalid size: ${reason}`));
      if (length < 0) throw new FunctionError("the size argument must be positive");
      const members = membersOf(list);
      const element = "element" in list.type ? list.type.element : dynamicType;
      const chunks: Value[] = [];
      for (let at = 0; at < members.length; at += length || members.length) {
        chunks.push(listValue(element, members.slice(at, at + (length || members.length))));
      }
      return withMarks(listValue(list.type, chunks), list.marks | size.marks);
    },
  },
  distinct: {
    parameters: [anyList("list")],
    type: (args) => argument(args, 0).type,
    run(args, { type }) {
      const list = argument(args, 0);
      if (!isWhollyKnown(list)) return unknownFrom(type, args);
      const seen = new Members();
      return listValue(
        "element" in type ? type.element : dynamicType,
        membersOf(list).filter((element) => seen.add(element)),
      );
    },
  },
  range: {
    parameters: [],
    variadic: number("params"),
    type: listType(numberType),
    run(args, { scope }) {
      const [a, b, c] = args.map(numberOf);
      if (a === undefined || args.length > 3) throw new FunctionError("must have one, two, or three arguments");
      const [start, end] = b === undefined ? [zero, a] : [a, b];
      const step = c ?? (compare(end, start) < 0 ? minusOne : one);
      if (sign(step) < 0 && compare(end, start) > 0) {
        throw new FunctionError("end must be less than start when step is negative", 1);
      }
      if (sign(step) >= 0 && compare(end, start) < 0) {
        throw new FunctionError("end must be greater than start when step is positive", 1);
      }
      const values = rangeOf(start, end, step);
      spend(scope.budget, values.length);
      return listValue(numberType, values);
    },
  },
  reverse: {
    parameters: [anything("list", { marked: true })],
    type(args) {
      const { type } = argument(args, 0);
      if (type.kind === "tuple") return tupleType(type.elements.toReversed());
      if (type.kind === "list" || type.kind === "set") return listType(type.element);
      throw new FunctionError(`can only reverse list or tuple values, not ${typeName(type)}`, 0);
    },
    run(args, { type }) {
      const list = argument(args, 0);
      const members = membersOf(list).toReversed();
      return withMarks(type.kind === "list" ? listValue(type.element, members) : tupleValue(members), list.marks);
    },
  },
  slice: {
    parameters: [anything("list", { marked: true }), steering(number("start_index")), steering(number("end_index"))],
    type(args) {
      const { type } = argument(args, 0);
      if (type.kind === "set") {
        const advice = "explicitly convert to a list if the ordering of the result is not important";
        throw new FunctionError(`cannot slice a set, because its elements do not have indices; ${advice}`, 0);
      }
      if (type.kind !== "list" && type.kind !== "tuple") throw new FunctionError("must be a list or tuple value", 0);
      const bounds = sliceBounds(args);
      if (type.kind !== "tuple") return type;
      return bounds === null ? dynamicType : tupleType(type.elements.slice(bounds.start, bounds.end));
    },
    run(args, { type }) {
      const list = argument(args, 0);
      const bounds = sliceBounds(args);
      if (bounds === null) return withMarks(unknownFrom(type, args), list.marks);
      const members = membersOf(list).slice(bounds.start, bounds.end);
      return withMarks(type.kind === "list" ? listValue(type.element, members) : tupleValue(members), list.marks);
    },
  },
  setproduct: {
    parameters: [],
    variadic: anything("sets", { marked: true, unknown: true }),
    type: productType,
    run(args, { type, scope }) {
      const marks = args.reduce((all, arg) => all | arg.marks, noMarks);
      const row = "element" in type ? type.element : dynamicType;
      const uncertain = args.find((arg) => arg.kind !== "sequence" || (arg.type.kind === "set" && !isWhollyKnown(arg)));
      if (uncertain) return withMarks(unknownFrom(type, [uncertain]), marks);
      const lists = args.map(membersOf);
      spend(
        scope.budget,
        lists.reduce((total, list) => total * list.length, args.length),
      );
      const rows = product(lists).map((members) => {
        const wanted = row.kind === "tuple" ? row.elements : [];
        return tupleValue(
          members.map((member, at) => {
            const element = wanted[at] ?? dynamicType;
            return sameType(member.type, element) ? member : convert(member, element);
          }),
        );
      });
      return withMarks(type.kind === "list" ? listValue(row, rows) : setOf(row, rows), marks);
    },
  },
  setunion: setFunction([anySet("first_set")], true, (a, b) => [...a, ...b], true),
  setintersection: setFunction(
    [anySet("first_set")],
    true,
    (a, b) => {
      const others = new Members(b);
      return a.filter((member) => others.has(member));
    },
    false,
  ),
  setsubtract: setFunction(
    [anySet("a"), anySet("b")],
    false,
    (a, b) => {
      const others = new Members(b);
      return a.filter((member) => !others.has(member));
    },
    false,
  ),
};
