import { goQuote } from "../../hcl/go-quote.ts";
import { boolValue, isSensitive, marksWithin, mapWithin, nullValue, withMarks } from "../construct.ts";
import { ConversionError, convert } from "../convert.ts";
import { FunctionError, type Functions, type FunctionSpec, unknownFrom } from "../function.ts";
import {
  boolType,
  dynamicType,
  listType,
  mapType,
  numberType,
  sameType,
  setType,
  stringType,
  type Type,
} from "../type.ts";
import { constraintName, typeName } from "../type-name.ts";
import { isConvertible } from "../unify.ts";
import { ephemeralMark, sensitiveMark, type Value } from "../value.ts";
import { anything, argument } from "./arguments.ts";

const everything = { null: true, unknown: true, dynamic: true, marked: true } as const;
const value = anything("value", everything);

function describeFailure(given: Value, wanted: Type): string {
  const names = `${typeName(given.type)} to ${constraintName(wanted)}`;
  if ((marksWithin(given) & sensitiveMark) !== 0) return `cannot convert this sensitive ${names}`;
  if (given.kind === "string" && wanted.kind === "bool") {
    return `cannot convert ${goQuote(given.text)} to bool; only the strings "true" or "false" are allowed`;
  }
  if (given.kind === "string" && wanted.kind === "number") {
    const hint = "given string must be a decimal representation of a number";
    return `cannot convert ${goQuote(given.text)} to number; ${hint}`;
  }
  return `cannot convert ${names}`;
}

const toType = (wanted: Type): FunctionSpec => ({
  parameters: [anything("v", everything)],
  mayBeNull: true,
  type(args) {
    const { type } = argument(args, 0);
    if (sameType(type, wanted) || isConvertible(type, wanted, true)) return wanted;
    throw new FunctionError(`cannot convert ${typeName(type)} to ${constraintName(wanted)}`, 0);
  },
  run(args) {
    const given = argument(args, 0);
    try {
      return convert(given, wanted);
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      throw new FunctionError(describeFailure(given, wanted), 0);
    }
  },
});

const sameTypeAs = (args: readonly Value[]): Type => argument(args, 0).type;

export const conversionFunctions: Functions = {
  tostring: toType(stringType),
  tonumber: toType(numberType),
  tobool: toType(boolType),
  tolist: toType(listType(dynamicType)),
  toset: toType(setType(dynamicType)),
  tomap: toType(mapType(dynamicType)),
  sensitive: {
    parameters: [value],
    mayBeNull: true,
    type: sameTypeAs,
    run: (args) => withMarks(argument(args, 0), sensitiveMark),
  },
  nonsensitive: {
    parameters: [value],
    mayBeNull: true,
    type: sameTypeAs,
    run(args) {
      const given = argument(args, 0);
      return { ...given, marks: given.marks & ~sensitiveMark };
    },
  },
  issensitive: {
    parameters: [value],
    mayBeNull: true,
    type: boolType,
    run(args) {
      const given = argument(args, 0);
      if (isSensitive(given)) return boolValue(true);
      return given.kind === "unknown" ? unknownFrom(boolType, args) : boolValue(false);
    },
  },
  ephemeralasnull: {
    parameters: [value],
    mayBeNull: true,
    type: sameTypeAs,
    run: (args) =>
      mapWithin(argument(args, 0), (part) =>
        (part.marks & ephemeralMark) === 0 ? part : { ...nullValue(part.type), marks: part.marks & ~ephemeralMark },
      ),
  },
};
