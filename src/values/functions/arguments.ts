import { takenFrom, withoutMarks } from "../construct.ts";
import { ConversionError, convert } from "../convert.ts";
import { FunctionError, type Parameter } from "../function.ts";
import { type BigFloat, isInteger, truncate } from "../number.ts";
import { boolType, dynamicType, listType, numberType, stringType, type Type } from "../type.ts";
import type { MappingValue, SequenceValue, Value } from "../value.ts";

/** Parameters that recur. */
export const string = (name: string): Parameter => ({ name, type: stringType });
export const number = (name: string): Parameter => ({ name, type: numberType });
export const steering = (parameter: Parameter): Parameter => ({ ...parameter, steers: true });
export const anything = (name: string, allows: Parameter["allows"] = {}): Parameter => ({
  name,
  type: dynamicType,
  allows,
});
export const stringList = (name: string): Parameter => ({ name, type: listType(stringType) });
export const boolList = (name: string): Parameter => ({ name, type: listType(boolType) });
export const anyList = (name: string, allows: Parameter["allows"] = {}): Parameter => ({
  name,
  type: listType(dynamicType),
  allows,
});

// The parameters of a function say what it can get; the readers below rely on them.
const unexpected = (wanted: string): never => {
  throw new TypeError(`a function was called without the ${wanted} that its parameters promise`);
};

export const argument = (args: readonly Value[], index: number): Value => args[index] ?? unexpected("argument");

export function textOf(value: Value | undefined): string {
  return value?.kind === "string" ? value.text : unexpected("string");
}

export function numberOf(value: Value | undefined): BigFloat {
  return value?.kind === "number" ? value.number : unexpected("number");
}

export function sequenceOf(value: Value | undefined): SequenceValue {
  return value?.kind === "sequence" ? value : unexpected("sequence");
}

export function mappingOf(value: Value | undefined): MappingValue {
  return value?.kind === "mapping" ? value : unexpected("mapping");
}

const [least, most] = [-(2n ** 63n), 2n ** 63n - 1n];

/** A whole number, as Go's `int` can hold it; the error is the one of cty's `gocty`. */
export function integerOf(value: Value | undefined, error: (reason: string) => FunctionError = plainError): number {
  const given = numberOf(value);
  const whole = isInteger(given) ? truncate(given) : null;
  if (whole === null || whole < least || whole > most) {
    throw error(`value must be a whole number, between ${least} and ${most}`);
  }
  return Number(whole);
}

const plainError = (reason: string): FunctionError => new FunctionError(reason);

/** The members of a list, set or tuple, as they are outside it. */
export function membersOf(value: Value | undefined): readonly Value[] {
  const whole = withoutMarks(sequenceOf(value));
  return whole.elements.map((element) => takenFrom(whole, element));
}

/** A conversion to a type that the values were found to share may still fail for one of them. */
export function converted(value: Value, type: Type, index: number | null): Value {
  try {
    return convert(value, type);
  } catch (error) {
    throw error instanceof ConversionError ? new FunctionError(error.message, index) : error;
  }
}
