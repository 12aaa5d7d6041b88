import { goQuote } from "../../hcl/go-quote.ts";
import { integerValue, isSensitive, numberValue, withMarks, withoutMarks } from "../construct.ts";
import { convert } from "../convert.ts";
import { FunctionError, type Functions, type FunctionSpec, unknownFrom } from "../function.ts";
import {
  absolute,
  add,
  type BigFloat,
  compare,
  fromDouble,
  fromInteger,
  isInteger,
  NotANumber,
  toDouble,
  truncate,
  withInteger,
} from "../number.ts";
import { numberType } from "../type.ts";
import { typeName } from "../type-name.ts";
import type { Value } from "../value.ts";
import { anything, argument, integerOf, number, numberOf, textOf } from "./arguments.ts";
import { power } from "./power.ts";

const extreme = (better: (order: number) => boolean): FunctionSpec => ({
  parameters: [],
  variadic: { name: "numbers", type: numberType, allows: { dynamic: true } },
  type: numberType,
  run(args) {
    const [first, ...others] = args;
    if (first === undefined) throw new FunctionError("must pass at least one number");
    return others.reduce((best, next) => (better(compare(numberOf(next), numberOf(best))) ? next : best), first);
  },
});

const rounding = (step: (x: BigFloat) => bigint): FunctionSpec => ({
  parameters: [number("num")],
  type: numberType,
  run(args) {
    const value = argument(args, 0);
    const given = numberOf(value);
    if (given.form === "infinite") return value;
    return numberValue(withInteger(truncate(given) + (isInteger(given) ? 0n : step(given)), given.precision));
  },
});

/** A function of doubles: Terraform gives up its own precision for these. */
const ofDoubles = (second: string, compute: (a: number, b: number) => number): FunctionSpec => ({
  parameters: [number("num"), number(second)],
  type: numberType,
  run([a, b]) {
    try {
      return numberValue(fromDouble(compute(toDouble(numberOf(a)), toDouble(numberOf(b)))));
    } catch (error) {
      throw error instanceof NotANumber
        ? new FunctionError("panic in function implementation: Float.SetFloat64(NaN)")
        : error;
    }
  },
});

const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Go's `big.Int.SetString`; up to base 36 the case of letters does not matter. */
function parseInteger(text: string, base: number): bigint | null {
  const match = /^([+-]?)([0-9a-zA-Z]+)$/.exec(text);
  if (match === null) return null;
  const [, sign, magnitude = ""] = match;
  let value = 0n;
  for (const digit of base <= 36 ? magnitude.toLowerCase() : magnitude) {
    const worth = digits.indexOf(digit);
    if (worth >= base) return null;
    value = value * BigInt(base) + BigInt(worth);
  }
  return sign === "-" ? -value : value;
}

function sum(elements: readonly Value[]): BigFloat {
  const invalid = (): FunctionError => new FunctionError("argument must be list, set, or tuple of number values", 0);
  let total: BigFloat | null = null;
  for (const element of elements) {
    if (element.kind === "null") throw invalid();
    try {
      const next = numberOf(convert(element, numberType));
      total = total === null ? next : add(total, next);
    } catch (error) {
      throw error instanceof NotANumber ? new FunctionError("can't compute sum of opposing infinities") : invalid();
    }
  }
  return total ?? fromInteger(0);
}

export const numericFunctions: Functions = {
  abs: {
    parameters: [{ name: "num", type: numberType, allows: { dynamic: true, marked: true } }],
    type: numberType,
    run: ([value]) => withMarks(numberValue(absolute(numberOf(value))), value?.marks ?? 0),
  },
  ceil: rounding((x) => (x.negative ? 0n : 1n)),
  floor: rounding((x) => (x.negative ? -1n : 0n)),
  log: ofDoubles("base", (value, base) => Math.log(value) / Math.log(base)),
  pow: ofDoubles("power", power),
  max: extreme((order) => order > 0),
  min: extreme((order) => order < 0),
  signum: {
    parameters: [number("num")],
    type: numberType,
    run: ([value]) => integerValue(Math.sign(integerOf(value))),
  },
  parseint: {
    parameters: [
      anything("number", { marked: true, unknown: true }),
      { name: "base", type: numberType, allows: { marked: true, unknown: true }, steers: true },
    ],
    type([text]) {
      if (text?.type.kind === "string") return numberType;
      throw new FunctionError(`first argument must be a string, not ${typeName(text?.type ?? numberType)}`, 0);
    },
    run(args) {
      const [text, base] = [argument(args, 0), argument(args, 1)];
      const marks = text.marks | base.marks;
      if (text.kind === "unknown" || base.kind === "unknown") return withMarks(unknownFrom(numberType, args), marks);
      const radix = integerOf(withoutMarks(base), (reason) => new FunctionError(reason, 1));
      if (radix < 2 || radix > 62) throw new FunctionError("base must be a whole number between 2 and 62 inclusive", 1);
      const value = parseInteger(textOf(text), radix);
      if (value === null) {
        const shown = isSensitive(text) ? "(sensitive value)" : goQuote(textOf(text));
        const shownBase = isSensitive(base) ? "(sensitive value)" : String(radix);
        throw new FunctionError(`cannot parse ${shown} as a base ${shownBase} integer`, 0);
      }
      return withMarks(integerValue(value), marks);
    },
  },
  sum: {
    parameters: [anything("list")],
    type: numberType,
    run([list]) {
      if (list?.kind !== "sequence" && list?.kind !== "mapping") throw new FunctionError("cannot sum noniterable", 0);
      const size = list.kind === "sequence" ? list.elements.length : list.entries.size;
      if (size === 0) throw new FunctionError("cannot sum an empty list", 0);
      if (list.kind === "mapping") {
        throw new FunctionError(`argument must be list, set, or tuple. Received ${typeName(list.type)}`, 0);
      }
      const unknown = list.elements.some(({ kind }) => kind === "unknown");
      return unknown ? unknownFrom(numberType, list.elements) : numberValue(sum(list.elements));
    },
  },
};
