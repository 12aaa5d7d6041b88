import type { Argument, ArgumentValue, KnownArgument } from "../consumer.ts";
import { quote } from "../go.ts";
import { Nested, Unknown } from "./settings.ts";
import type { Setting, SettingValue } from "./settings.ts";
import type { Schema, Shape } from "./argument-schema.ts";

/** Why a value doesn't convert, in the words of Terraform's type system, without a full stop. */
export class Mismatch {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/**
 * Converts a value as Terraform's type system (`cty/convert`) does; `null` stays `null`.
 *
 * @param nameGiven since cty 1.16.3 a mismatch says which type was given, too.
 */
export function convert(argument: Argument, shape: Shape, nameGiven: boolean): Setting | Mismatch | null {
  if (!argument.known) return { value: new Unknown(argument.because, argument.afterApply), places: argument.places };
  const converted = argument.value === null ? null : converter(nameGiven)(argument.value, shape);
  if (converted === null || converted instanceof Mismatch) return converted;
  return { value: converted, places: placesOf(argument) };
}

function converter(nameGiven: boolean) {
  const required = (value: ArgumentValue, shape: Shape): Mismatch => {
    const vague = typeof value === "object" && typeof shape === "string" && shape.includes(" of ");
    const given = nameGiven && !vague ? `, but have ${typeName(value)}` : "";
    return new Mismatch(`${typeof shape === "string" ? shape : "object"} required${given}`);
  };

  const elements = (
    entries: readonly (readonly [label: string, Argument])[],
  ): Map<string, string> | Mismatch | Unknown => {
    const texts = new Map<string, string>();
    for (const [label, element] of entries) {
      if (!element.known) return new Unknown(element.because);
      if (element.value === null) continue;
      const text = one(element.value, "string");
      if (text instanceof Mismatch) return new Mismatch(`element ${label}: ${text.message}`);
      texts.set(label, text as string);
    }
    return texts;
  };

  const object = (value: Readonly<Record<string, Argument>>, schema: Schema): Nested | Mismatch => {
    const missing = [...schema]
      .filter(([name, { required }]) => required && !Object.hasOwn(value, name))
      .map(([name]) => name);
    if (missing.length > 0) return new Mismatch(missingAttributes(missing));
    const settings = new Map<string, Setting>();
    for (const [name, { shape }] of schema) {
      const attribute = value[name];
      if (!attribute) continue;
      const setting = convert(attribute, shape, nameGiven);
      if (setting instanceof Mismatch) return new Mismatch(`attribute ${quote(name)}: ${setting.message}`);
      if (setting) settings.set(name, setting);
    }
    return new Nested(settings);
  };

  const one = (value: NonNullable<ArgumentValue>, shape: Shape): SettingValue | Mismatch => {
    if (typeof shape !== "string") return isObject(value) ? object(value, shape) : required(value, shape);
    switch (shape) {
      case "string":
        return typeof value === "object" ? required(value, shape) : textOf(value);
      case "number":
        return typeof value === "string"
          ? parseNumber(value)
          : typeof value === "number"
            ? value
            : required(value, shape);
      case "bool":
        return typeof value === "string"
          ? parseBool(value)
          : typeof value === "boolean"
            ? value
            : required(value, shape);
      case "list of string":
      case "set of string": {
        if (!Array.isArray(value)) return required(value, shape);
        const texts = elements((value as readonly Argument[]).map((element, index) => [String(index), element]));
        if (!(texts instanceof Map)) return texts;
        return shape === "list of string" ? [...texts.values()] : [...new Set(texts.values())].sort(byBytes);
      }
      case "map of string":
        if (!isObject(value)) return required(value, shape);
        return elements(Object.entries(value));
    }
  };
  return one;
}

const textOf = (value: string | number | boolean): string =>
  Number.isInteger(value) ? BigInt(value).toString() : String(value);

const isObject = (value: ArgumentValue): value is Readonly<Record<string, Argument>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function typeName(value: ArgumentValue): string {
  if (typeof value === "boolean") return "bool";
  return Array.isArray(value) ? "tuple" : typeof value;
}

function missingAttributes(names: readonly string[]): string {
  const quoted = names.map(quote);
  const last = quoted.pop() ?? "";
  if (quoted.length === 0) return `attribute ${last} is required`;
  return `attributes ${quoted.join(", ")}${quoted.length > 1 ? "," : ""} and ${last} are required`;
}

function parseNumber(text: string): number | Mismatch {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : new Mismatch("a number is required");
}

const booleans: Readonly<Record<string, boolean>> = { true: true, "1": true, false: false, "0": false };

function parseBool(text: string): boolean | Mismatch {
  const lower = text.toLowerCase();
  if (lower !== text && (lower === "true" || lower === "false")) {
    return new Mismatch(`a bool is required; to convert from string, use lowercase ${quote(lower)}`);
  }
  return booleans[text] ?? new Mismatch("a bool is required");
}

/** The order of Go's strings; JavaScript's differs only between surrogate pairs and the code units above them. */
export const byBytes = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The places of a value, and of what is inside it when it has none of its own. */
function placesOf(argument: KnownArgument): KnownArgument["places"] {
  if (argument.places.length > 0 || typeof argument.value !== "object" || argument.value === null)
    return argument.places;
  const inside = Array.isArray(argument.value)
    ? (argument.value as readonly Argument[])
    : Object.values(argument.value);
  return inside.flatMap((element: Argument) => element.places);
}
