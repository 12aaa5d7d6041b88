import { goQuote } from "../../hcl/go-quote.ts";
import { allowedLength } from "../budget.ts";
import { isWhollyKnown, listValue, stringValue, unknownValue } from "../construct.ts";
import { ConversionError, convert } from "../convert.ts";
import { FunctionError, type Functions, unknownFrom } from "../function.ts";
import { type BigFloat, isInteger, truncate } from "../number.ts";
import { type Notation, notate } from "../number-notation.ts";
import type { Program } from "../scope.ts";
import { countCharacters, characters } from "../text.ts";
import { boolType, listType, numberType, stringType, type Type } from "../type.ts";
import type { Value } from "../value.ts";
import { anything, numberOf, string, textOf } from "./arguments.ts";
import { jsonString, toJson } from "./json.ts";

/** One verb of a format string: `%[flags][width][.precision][index]letter`. */
interface Verb {
  readonly raw: string;
  /** In bytes, as the errors count. */
  readonly offset: number;
  readonly flags: string;
  readonly width: number | null;
  readonly precision: number | null;
  /** From 1. */
  readonly argument: number;
  readonly letter: string;
}

const verbPattern = /%([0#\-+ ]*)([1-9][0-9]*)?(?:\.([0-9]*))?(?:\[([1-9][0-9]*)\])?([a-zA-Z])/y;

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** The format's text with the arguments in place of its verbs (cty's `formatFSM`). */
function format(template: string, args: readonly Value[], program: Program): string {
  let result = "";
  let next = 1;
  let highest = 0;
  for (let at = 0; at < template.length;) {
    const percent = template.indexOf("%", at);
    if (percent < 0) {
      result += template.slice(at);
      break;
    }
    result += template.slice(at, percent);
    if (template.startsWith("%%", percent)) {
      result += "%";
      at = percent + 2;
      continue;
    }
    const verb = readVerb(template, percent, next);
    highest = Math.max(highest, verb.argument);
    result += formatVerb(verb, args, program);
    allowedLength(result.length);
    next = verb.argument + 1;
    at = percent + verb.raw.length;
  }
  if (highest < args.length) {
    const used = highest === 0 ? "no verbs in format string" : `only ${highest} used by format string`;
    throw new FunctionError(`too many arguments; ${used}`, highest + 1);
  }
  return result;
}

function readVerb(template: string, start: number, next: number): Verb {
  verbPattern.lastIndex = start;
  const match = verbPattern.exec(template);
  if (match === null) throw unreadable(template, start);
  const [raw, flags = "", width, precision, index, letter = ""] = match;
  return {
    raw,
    offset: byteLength(template.slice(0, start)),
    flags,
    width: width === undefined ? null : Number(width),
    precision: precision === undefined ? null : Number(precision),
    argument: index === undefined ? next : Number(index),
    letter,
  };
}

/** What can't be a verb: the character where it stops being one, or the end of the text. */
function unreadable(template: string, start: number): FunctionError {
  const steps = [/^[0#\-+ ]*/, /^(?:[1-9][0-9]*)?/, /^(?:\.[0-9]*)?/, /^(?:\[(?:[1-9][0-9]*\]?)?)?/];
  let at = start + 1;
  for (const step of steps) at += step.exec(template.slice(at))?.[0].length ?? 0;
  const offset = byteLength(template.slice(0, at));
  const character = template.codePointAt(at);
  if (character === undefined) return new FunctionError(`invalid format string starting at offset ${offset}`);
  return new FunctionError(`unrecognized format character '${String.fromCodePoint(character)}' at offset ${offset}`);
}

function formatVerb(verb: Verb, args: readonly Value[], program: Program): string {
  const place = `${goQuote(verb.raw)} at ${verb.offset}`;
  const value = args[verb.argument - 1];
  if (value === undefined) {
    throw new FunctionError(
      `not enough arguments for ${place}: need index ${verb.argument} but have ${args.length} total`,
    );
  }
  const unsupported = (reason: string): FunctionError => new FunctionError(`unsupported value for ${place}: ${reason}`);
  if (verb.letter !== "v" && value.kind === "null") throw unsupported("null value cannot be formatted");
  const as = (type: Type): Value => {
    try {
      return convert(value, type);
    } catch (error) {
      throw error instanceof ConversionError ? unsupported(error.describe(program)) : error;
    }
  };
  switch (verb.letter) {
    case "v":
      return padded(asIs(value, verb, unsupported), verb);
    case "t": {
      const truth = as(boolType);
      return truth.kind === "bool" ? String(truth.truth) : "";
    }
    case "b":
    case "d":
    case "o":
    case "x":
    case "X": {
      const number = numberOf(as(numberType));
      if (!isInteger(number)) throw unsupported("an integer is required");
      return formatInteger(truncate(number), verb);
    }
    case "e":
    case "E":
    case "f":
    case "g":
    case "G":
      return formatFloat(numberOf(as(numberType)), verb, verb.letter);
    case "s":
    case "q": {
      const text = textOf(as(stringType));
      const cut = verb.precision ? characters(text).slice(0, verb.precision).join("") : text;
      return padded(verb.letter === "q" ? jsonString(cut) : cut, verb);
    }
    default:
      throw new FunctionError(
        `unsupported format verb '${verb.letter}' in ${goQuote(verb.raw)} at offset ${verb.offset}`,
      );
  }
}

function asIs(value: Value, { flags }: Verb, unsupported: (reason: string) => FunctionError): string {
  if (!flags.includes("#") && value.kind === "string") return value.text;
  if (!flags.includes("#") && value.kind === "number" && value.number.form === "finite") {
    return (value.number.negative ? "-" : "") + notate(value.number, "g", null);
  }
  if (!flags.includes("#") && value.kind === "number") return value.number.negative ? "-Inf" : "+Inf";
  try {
    return toJson(value);
  } catch (error) {
    throw error instanceof FunctionError ? unsupported(error.message) : error;
  }
}

/** Fills up to the width, counted in characters as people see them. */
function padded(text: string, { flags, width }: Verb): string {
  if (width === null) return text;
  const missing = allowedLength(width) - countCharacters(text);
  if (missing <= 0) return text;
  const filling = (flags.includes("0") ? "0" : " ").repeat(missing);
  return flags.includes("-") ? text + filling : filling + text;
}

const bases: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16, X: 16 };
const basePrefixes: Readonly<Record<string, string>> = { b: "0b", o: "0", x: "0x", X: "0X" };

/** Go's format of a `big.Int`. */
function formatInteger(value: bigint, verb: Verb): string {
  const { flags, precision, letter } = verb;
  const magnitude = (value < 0n ? -value : value).toString(bases[letter] ?? 10);
  const prefix = flags.includes("#") ? (basePrefixes[letter] ?? "") : "";
  let digits = letter === "X" ? magnitude.toUpperCase() : magnitude;
  if (precision !== null)
    digits = precision === 0 && value === 0n ? "" : digits.padStart(allowedLength(precision), "0");
  return signed(value < 0n, prefix, digits, verb, precision === null);
}

/** Go's format of a `big.Float`. */
function formatFloat(value: BigFloat, verb: Verb, notation: Notation): string {
  const precision = verb.precision ?? (notation === "g" || notation === "G" ? null : 6);
  if (value.form === "infinite") {
    const sign = value.negative ? "-" : verb.flags.includes(" ") ? " " : "+";
    return padded(`${sign}Inf`, { ...verb, flags: verb.flags.replaceAll("0", "") });
  }
  return signed(
    value.negative,
    "",
    notate(value, notation, precision === null ? null : allowedLength(precision)),
    verb,
    true,
  );
}

function signed(negative: boolean, prefix: string, digits: string, verb: Verb, zeros: boolean): string {
  const { flags, width } = verb;
  const sign = negative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  const missing = Math.max(0, allowedLength(width ?? 0) - sign.length - prefix.length - digits.length);
  if (flags.includes("-")) return sign + prefix + digits + " ".repeat(missing);
  if (zeros && flags.includes("0")) return sign + prefix + "0".repeat(missing) + digits;
  return " ".repeat(missing) + sign + prefix + digits;
}

const isIterated = (value: Value): boolean =>
  value.kind !== "null" && (value.type.kind === "list" || value.type.kind === "set" || value.type.kind === "tuple");

/** How often `formatlist` formats: as often as its lists are long, which must be the same for all. */
function iterations(args: readonly Value[]): number | null {
  let length: number | null = null;
  let chosenBy = 0;
  for (const [index, value] of args.entries()) {
    if (!isIterated(value)) continue;
    const size =
      value.type.kind === "tuple"
        ? value.type.elements.length
        : value.kind === "sequence"
          ? value.elements.length
          : null;
    if (size === null) continue;
    if (length !== null && size !== length) {
      const difference = `argument ${index + 1} has length ${size}, which is inconsistent with argument ${chosenBy + 1} of length ${length}`;
      throw new FunctionError(difference, index + 1);
    }
    if (length === null) chosenBy = index;
    length = size;
  }
  return length;
}

export const formatFunctions: Functions = {
  format: {
    parameters: [string("format")],
    variadic: anything("args", { null: true, unknown: true }),
    type: stringType,
    run([template, ...args], { scope }) {
      if (!args.every(isWhollyKnown)) return unknownFrom(stringType, args);
      return stringValue(format(textOf(template), args, scope.program));
    },
  },
  formatlist: {
    parameters: [string("format")],
    variadic: anything("args", { null: true, unknown: true }),
    type: listType(stringType),
    run([template, ...args], { scope, type }) {
      const text = textOf(template);
      if (args.length === 0) return listValue(stringType, [stringValue(format(text, [], scope.program))]);
      const length = iterations(args) ?? 1;
      const unknown = args.find(
        (value) => value.kind === "unknown" && (isIterated(value) || value.type.kind === "dynamic"),
      );
      if (unknown) return unknownFrom(type, [unknown]);
      const results = Array.from({ length }, (_, at): Value => {
        const each = args.map((value) =>
          isIterated(value) && value.kind === "sequence" ? (value.elements[at] ?? value) : value,
        );
        if (!each.every(isWhollyKnown))
          return { ...unknownValue(stringType, "an argument is not known"), notNull: true };
        try {
          return stringValue(format(text, each, scope.program));
        } catch (error) {
          throw error instanceof FunctionError
            ? new FunctionError(`error on format iteration ${at}: ${error.message}`)
            : error;
        }
      });
      return listValue(stringType, results);
    },
  },
};

/** OpenTofu formats nulls, too. */
export const openTofuFormatFunctions: Functions = Object.fromEntries(
  Object.entries(formatFunctions).map(([name, spec]) => [
    name,
    { ...spec, variadic: anything("args", { null: true, unknown: true, dynamic: true }) },
  ]),
);
