import { goQuote } from "../../hcl/go-quote.ts";
import { isSensitive, stringValue, withMarks } from "../construct.ts";
import { FunctionError, type Functions, unknownFrom } from "../function.ts";
import { fromUtf8, utf8 } from "../text.ts";
import { stringType } from "../type.ts";
import { argument, string, textOf } from "./arguments.ts";
import { decodeBase64, encodeBase64 } from "./base64.ts";
import { findEncoding } from "./text-encoding.ts";

const notUtf8 = "the result of decoding the provided string is not valid UTF-8";

/** Go's `url.QueryEscape`. */
const queryEscape = (text: string): string =>
  Array.from(utf8(text), (byte) => {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9\-_.~]/.test(character)) return character;
    return character === " " ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");

/** Go's `url.QueryUnescape`. */
function queryUnescape(text: string): string {
  const bytes: number[] = [];
  const source = utf8(text);
  for (let at = 0; at < source.length; at++) {
    const character = String.fromCharCode(source[at] ?? 0);
    if (character !== "%") {
      bytes.push(character === "+" ? 0x20 : (source[at] ?? 0));
      continue;
    }
    const escape = String.fromCharCode(...source.subarray(at, at + 3));
    if (!/^%[0-9a-fA-F]{2}$/.test(escape)) {
      throw new FunctionError(`failed to decode URL '${text}': invalid URL escape ${goQuote(escape)}`);
    }
    bytes.push(parseInt(escape.slice(1), 16));
    at += 2;
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

const encodingNamed = (name: string) => {
  const encoding = findEncoding(name);
  if (encoding === null) {
    throw new FunctionError(
      `${goQuote(name)} is not a supported IANA encoding name or alias in this Terraform version`,
      1,
    );
  }
  return encoding;
};

export const encodingFunctions: Functions = {
  base64encode: {
    parameters: [string("str")],
    type: stringType,
    run: ([text]) => stringValue(encodeBase64(utf8(textOf(text)))),
  },
  base64decode: {
    parameters: [{ ...string("str"), allows: { marked: true, unknown: true } }],
    type: stringType,
    run(args) {
      const given = argument(args, 0);
      if (given.kind === "unknown") return withMarks(unknownFrom(stringType, args), given.marks);
      const bytes = decodeBase64(textOf(given));
      if (typeof bytes === "number") {
        const shown = isSensitive(given) ? "(sensitive value)" : goQuote(textOf(given));
        throw new FunctionError(`failed to decode base64 data ${shown}`);
      }
      const text = fromUtf8(bytes);
      if (text === null) throw new FunctionError(notUtf8);
      return withMarks(stringValue(text), given.marks);
    },
  },
  textencodebase64: {
    parameters: [string("string"), { ...string("encoding"), steers: true }],
    type: stringType,
    run([text, name]) {
      const encoding = encodingNamed(textOf(name));
      const bytes = encoding.encode(textOf(text));
      if (bytes === null) {
        throw new FunctionError(
          `the given string contains characters that cannot be represented in ${encoding.name}`,
          0,
        );
      }
      return stringValue(encodeBase64(bytes));
    },
  },
  textdecodebase64: {
    parameters: [string("source"), { ...string("encoding"), steers: true }],
    type: stringType,
    run([source, name]) {
      const encoding = encodingNamed(textOf(name));
      const bytes = decodeBase64(textOf(source));
      if (typeof bytes === "number") {
        throw new FunctionError(`the given value is has an invalid base64 symbol at offset ${bytes}`, 0);
      }
      const text = encoding.decode(bytes);
      if (text === null) {
        throw new FunctionError(`the given string contains symbols that are not defined for ${encoding.name}`, 0);
      }
      return stringValue(text);
    },
  },
  urlencode: {
    parameters: [string("str")],
    type: stringType,
    run: ([text]) => stringValue(queryEscape(textOf(text))),
  },
};

export const openTofuEncodingFunctions: Functions = {
  urldecode: {
    parameters: [string("str")],
    type: stringType,
    run: ([text]) => stringValue(queryUnescape(textOf(text))),
  },
};
