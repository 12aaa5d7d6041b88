import {
  boolValue,
  isWhollyKnown,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
} from "../construct.ts";
import { FunctionError, type Functions, unknownFrom } from "../function.ts";
import { formatNumber, parseNumber } from "../number-text.ts";
import { dynamicType, stringType } from "../type.ts";
import type { Value } from "../value.ts";
import { anything, argument, string, textOf } from "./arguments.ts";
import { readGoJson } from "./go-json.ts";

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

// eslint-disable-next-line no-control-regex -- control characters are what is escaped
const escaped = /["\\\0-\x1f<>&\u2028\u2029]/g;

/** A string as Go's `encoding/json` writes it: safe within HTML, too. */
export const jsonString = (text: string): string => {
  const content = text.replace(escaped, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return escapes[character] ?? `\\u${code}`;
  });
  return `"${content}"`;
};

/**
 * The JSON that `jsonencode` makes of a value, which must be known.
 *
 * @throws FunctionError for infinity
 */
export function toJson(value: Value): string {
  switch (value.kind) {
    case "string":
      return jsonString(value.text);
    case "number":
      if (value.number.form === "infinite") throw new FunctionError("cannot serialize infinity as JSON");
      return formatNumber(value.number);
    case "bool":
      return String(value.truth);
    case "sequence":
      return `[${value.elements.map(toJson).join(",")}]`;
    case "mapping":
      return `{${Array.from(value.entries, ([key, element]) => `${jsonString(key)}:${toJson(element)}`).join(",")}}`;
    case "null":
      return "null";
    case "unknown":
      throw new FunctionError("value is not known");
  }
}

function decode(text: string): Value {
  return readGoJson<Value>(text, {
    null: () => nullValue(),
    boolean: (truth) => boolValue(truth),
    string: (content) => stringValue(content),
    number(raw) {
      const number = parseNumber(raw);
      if (number === null) throw new FunctionError("a number is required");
      return numberValue(number);
    },
    array: tupleValue,
    object: objectValue,
  });
}

export const jsonFunctions: Functions = {
  jsonencode: {
    parameters: [anything("val", { unknown: true, dynamic: true, null: true })],
    type: stringType,
    run(args) {
      const value = argument(args, 0);
      return isWhollyKnown(value) ? stringValue(toJson(value)) : unknownFrom(stringType, [value]);
    },
  },
  jsondecode: {
    parameters: [string("str")],
    type: dynamicType,
    mayBeNull: true,
    run: ([text]) => decode(textOf(text)),
  },
};
