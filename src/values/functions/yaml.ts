import { goQuote } from "../../hcl/go-quote.ts";
import type { Alias, Document, Node, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import {
  boolValue,
  isWhollyKnown,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
} from "../construct.ts";
import { ConversionError, convert } from "../convert.ts";
import { FunctionError, type Functions, unknownFrom } from "../function.ts";
import { parseNumber } from "../number-text.ts";
import { fromInteger } from "../number.ts";
import { spend } from "../budget.ts";
import type { Scope } from "../scope.ts";
import { dynamicType, stringType } from "../type.ts";
import { typeName } from "../type-name.ts";
import type { Value } from "../value.ts";
import { anything, argument, string, textOf } from "./arguments.ts";
import { toYaml } from "./yaml-text.ts";

/** What libyaml says where the `yaml` package has a code of its own for the error. */
const syntaxErrors: Readonly<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY: "mapping values are not allowed in this context",
  BLOCK_IN_FLOW: "mapping values are not allowed in this context",
  BAD_INDENT: "did not find expected key",
  MISSING_CHAR: "did not find expected key",
  UNEXPECTED_TOKEN: "did not find expected node content",
  TAB_AS_INDENT: "found character that cannot start any token",
  BAD_SCALAR_START: "found character that cannot start any token",
  MULTILINE_IMPLICIT_KEY: "mapping values are not allowed in this context",
};

const words: ReadonlyMap<string, () => Value> = new Map([
  ...["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map(
    (word) => [word, () => boolValue(true)] as const,
  ),
  ...["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map(
    (word) => [word, () => boolValue(false)] as const,
  ),
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, () => nullValue()] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map((word) => [word, () => infinity(false)] as const),
  ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, () => infinity(true)] as const),
]);

const infinity = (negative: boolean): Value => numberValue({ ...fromInteger(0), form: "infinite", negative });

const integer = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const date =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?[ \t]*(Z|[+-]\d{2}:\d{2})?)?$/;

/** A plain scalar: YAML 1.1's words, numbers of 1.2, dates as the strings that Terraform's functions take. */
function plainScalar(text: string): Value {
  const word = words.get(text);
  if (word) return word();
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) throw new FunctionError("floating point NaN is not supported");
  if (/^[.0-9+-]/.test(text)) {
    const timestamp = dateText(text);
    if (timestamp !== null) return stringValue(timestamp);
    const number = numberOf(text);
    if (number !== null) return number;
  }
  return stringValue(text);
}

function numberOf(text: string): Value | null {
  if (!integer.test(text) && !float.test(text)) return null;
  if (/^0[xo]/.test(text)) return numberValue(fromInteger(BigInt(text)));
  const number = parseNumber(text);
  return number === null ? null : numberValue(number);
}

function dateText(text: string): string | null {
  const match = date.exec(text);
  if (match === null) return null;
  const [, year = "", month = "", day = "", hour = "0", minute = "0", second = "0", zone = "Z"] = match;
  const two = (part: string): string => part.padStart(2, "0");
  if (hour !== "0" && match[4] !== undefined && match[4].length < 2 && match[7] === undefined && text.includes("T"))
    return null;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const made = new Date(time);
  if (Number(month) !== made.getUTCMonth() + 1 || Number(day) !== made.getUTCDate() || Number(hour) > 23) return null;
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute.padStart(2, "0")}:${second.padStart(2, "0")}${zone === "+00:00" || zone === "-00:00" ? "Z" : zone}`;
}

const coreTag = "tag:yaml.org,2002:";

function taggedScalar(text: string, tag: string): Value {
  const unreadable = (): FunctionError => new FunctionError(`cannot parse ${goQuote(text)} as ${tag}`);
  switch (tag) {
    case `${coreTag}str`:
    case `${coreTag}binary`:
      return stringValue(text);
    case `${coreTag}bool`: {
      const value = words.get(text)?.();
      if (value?.kind !== "bool") throw unreadable();
      return value;
    }
    case `${coreTag}int`:
    case `${coreTag}float`: {
      const number = words.get(text)?.() ?? numberOf(text.replaceAll("_", ""));
      if (number?.kind !== "number") throw unreadable();
      return number;
    }
    case `${coreTag}null`:
      return nullValue();
    case `${coreTag}timestamp`: {
      const timestamp = dateText(text);
      if (timestamp === null) throw unreadable();
      return stringValue(timestamp);
    }
    default:
      throw new FunctionError(`unsupported tag ${goQuote(tag)}`);
  }
}

/** Makes values of the nodes of one document. */
class Decoder {
  readonly #document: Document.Parsed;
  readonly #scope: Scope;
  readonly #text: string;
  readonly #anchors = new Map<string, Value | null>();

  constructor(document: Document.Parsed, text: string, scope: Scope) {
    this.#document = document;
    this.#text = text;
    this.#scope = scope;
  }

  decode(): Value {
    return this.#value(this.#document.contents);
  }

  #fail(node: Node | null, reason: string): FunctionError {
    const offset = node?.range?.[0] ?? 0;
    const before = this.#text.slice(0, offset);
    const line = before.split("\n").length;
    // The lines of events count from 0, and in the first one go-cty-yaml does not say where.
    if (line === 1) return new FunctionError(reason);
    const column = offset - before.lastIndexOf("\n");
    return new FunctionError(`on line ${line - 1}, column ${column}: ${reason}`);
  }

  #value(node: Node | null): Value {
    spend(this.#scope.budget, 1);
    if (node === null) return nullValue();
    const { isAlias, isMap, isSeq } = this.#scope.libraries.yaml;
    if (isAlias(node)) return this.#alias(node);
    const anchor = (node as Scalar).anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, null);
    const value = isMap(node) ? this.#map(node) : isSeq(node) ? this.#sequence(node) : this.#scalar(node);
    if (anchor !== undefined) this.#anchors.set(anchor, value);
    return value;
  }

  #alias(node: Alias): Value {
    const value = this.#anchors.get(node.source);
    if (value === undefined) throw this.#fail(node, `reference to undefined anchor ${goQuote(node.source)}`);
    if (value === null)
      throw this.#fail(node, `cannot refer to anchor ${goQuote(node.source)} from inside its own definition`);
    return value;
  }

  #scalar(node: Scalar): Value {
    const text = node.source ?? "";
    try {
      if (node.tag !== undefined && node.tag !== "!") return taggedScalar(text, node.tag);
      return node.type === "PLAIN" ? plainScalar(text) : stringValue(text);
    } catch (error) {
      throw error instanceof FunctionError ? this.#fail(node, error.message) : error;
    }
  }

  #sequence(node: YAMLSeq): Value {
    this.#checkTag(node, "sequence", "seq");
    return tupleValue(node.items.map((item) => this.#value(item as Node | null)));
  }

  #map(node: YAMLMap): Value {
    this.#checkTag(node, "mapping", "map");
    const entries: [string, Value][] = [];
    for (const pair of node.items as Pair<Node | null, Node | null>[]) {
      if (this.#isMerge(pair.key))
        for (const entry of this.#merged(pair.key, this.#value(pair.value))) entries.push(entry);
      else entries.push([this.#key(pair.key), this.#value(pair.value)]);
    }
    return objectValue(entries);
  }

  #checkTag(node: YAMLMap | YAMLSeq, what: string, tag: string): void {
    if (node.tag === undefined || node.tag === `${coreTag}${tag}`) return;
    throw this.#fail(node, `can't interpret ${what} as ${node.tag}`);
  }

  #isMerge(key: Node | null): key is Scalar {
    return (
      this.#scope.libraries.yaml.isScalar(key) && key.source === "<<" && key.tag === undefined && key.type === "PLAIN"
    );
  }

  #merged(key: Node, value: Value): readonly [string, Value][] {
    if (value.kind === "mapping") return [...value.entries];
    if (value.kind !== "sequence") throw this.#fail(key, `cannot merge ${typeName(value.type)} into mapping`);
    return value.elements.flatMap((element) => {
      if (element.kind === "mapping") return [...element.entries];
      throw this.#fail(key, `cannot merge ${typeName(element.type)} (from sequence) into mapping`);
    });
  }

  #key(node: Node | null): string {
    if (node !== null && !this.#scope.libraries.yaml.isScalar(node))
      throw this.#fail(node, "only strings are allowed as mapping keys");
    const value = node === null ? nullValue() : this.#scalar(node);
    if (value.kind === "null") throw this.#fail(node, "mapping key cannot be null");
    try {
      return textOf(convert(value, stringType));
    } catch (error) {
      throw error instanceof ConversionError ? this.#fail(node, "only strings are allowed as mapping keys") : error;
    }
  }
}

function decode(text: string, scope: Scope): Value {
  const { parseAllDocuments } = scope.libraries.yaml;
  const documents = parseAllDocuments(text, {
    schema: "failsafe",
    uniqueKeys: false,
    keepSourceTokens: false,
    logLevel: "silent",
  });
  if (!Array.isArray(documents)) throw new FunctionError("on line 1, column 1: missing start of document");
  const [document, second] = documents as Document.Parsed[];
  if (document === undefined) throw new FunctionError("on line 1, column 1: missing start of document");
  const [error] = document.errors;
  if (error) {
    const line = error.linePos?.[0].line ?? 1;
    const reason = syntaxErrors[error.code] ?? error.message.split("\n", 1)[0] ?? error.code;
    throw new FunctionError(line === 1 ? reason : `on line ${line}, column 1: ${reason}`);
  }
  if (second !== undefined) {
    const line = text.slice(0, second.range[0]).split("\n").length;
    throw new FunctionError(`on line ${line - 1}, column 1: only a single document is allowed`);
  }
  return new Decoder(document, text, scope).decode();
}

export const yamlFunctions: Functions = {
  yamldecode: {
    parameters: [string("src")],
    type: dynamicType,
    mayBeNull: true,
    run: ([source], { scope }) => decode(textOf(source), scope),
  },
  yamlencode: {
    parameters: [anything("value", { null: true, dynamic: true })],
    type: stringType,
    run(args) {
      const value = argument(args, 0);
      return isWhollyKnown(value) ? stringValue(toYaml(value)) : unknownFrom(stringType, args);
    },
  },
};
