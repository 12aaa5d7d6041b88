import type {
  Block,
  Body,
  Conditional,
  Expression,
  ObjectKey,
  Range,
  Template,
  TemplateFor,
  TemplatePart,
} from "./ast.ts";
import { plainDecimal } from "./decimal.ts";
import { goQuote } from "./go-quote.ts";
import { jsonText } from "./json-text.ts";
import type { JsonValue } from "./json-text.ts";
import { parseNative } from "./parse-text.ts";
import { SourcePositions } from "./source-positions.ts";

/**
 * A configuration file as hcl2json 0.6.9 writes it, byte for byte.
 *
 * @throws Error with hcl2json's text for what it rejects.
 */
export function toJson(source: string | Uint8Array, fileName: string): string {
  const file = parseNative(source, fileName);
  const positions = new SourcePositions(file.source);
  if (file.errors.length > 0) {
    const errors = file.errors.map(
      ({ start, end, summary, detail }) => `${positions.describe(fileName, start, end)}: ${summary}; ${detail}`,
    );
    throw new Error(`parse config: [${errors.join(" ")}]`);
  }
  const converter = new Converter(file.source, fileName, positions);
  try {
    return jsonText(converter.body(file.body));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Error(`convert to HCL: ${error.message}`, { cause: error });
  }
}

/** What hcl2json says after "convert to HCL: ". */
class Failure extends Error {}

type WritableObject = Map<string, JsonValue>;

class Converter {
  private readonly source: string;
  private readonly fileName: string;
  private readonly positions: SourcePositions;
  /** How hcl2json tells where in the file it was. */
  private path = "convert file: convert body";

  constructor(source: string, fileName: string, positions: SourcePositions) {
    this.source = source;
    this.fileName = fileName;
    this.positions = positions;
  }

  /** All blocks first, then the attributes: those win when they have the name of a block. */
  body(body: Body): WritableObject {
    const object: WritableObject = new Map();
    const { path } = this;
    for (const item of body.items) {
      if (item.type !== "Block") continue;
      this.path = `${path}: convert block`;
      this.block(item, object);
    }
    this.path = path;
    for (const item of body.items) {
      if (item.type === "Attribute") object.set(item.name.text, this.expression(item.value));
    }
    return object;
  }

  private block(block: Block, into: WritableObject): void {
    let key = block.kind.text;
    let object = into;
    for (const label of block.labels) {
      const inner: JsonValue = object.get(key) ?? new Map<string, JsonValue>();
      if (!isObject(inner)) {
        const labels = block.labels.map(({ text }) => text).join(".");
        throw this.failure(`Unable to convert Block to JSON: ${block.kind.text}.${labels}`);
      }
      object.set(key, inner);
      object = inner;
      key = label.text;
    }
    const { path } = this;
    this.path = `${path}: convert body`;
    const value = this.body(block.body);
    this.path = path;
    const others = object.get(key) ?? [];
    if (!Array.isArray(others)) {
      const name = goQuote(key);
      throw this.failure(`invalid HCL detected for ${name} block, cannot have blocks with and without labels`);
    }
    object.set(key, [...(others as JsonValue[]), value]);
  }

  private failure(text: string): Failure {
    return new Failure(`${this.path}: ${text}`);
  }

  private expressionFailure({ start, end }: Range, text: string): Failure {
    return this.failure(`convert expression: ${this.positions.describe(this.fileName, start, end)}: ${text}`);
  }

  private expression(node: Expression): JsonValue {
    if (node.type === "NumberLiteral") return this.number(plainDecimal(node.raw));
    if (node.type === "BooleanLiteral") return node.value;
    if (node.type === "NullLiteral") return null;
    if (node.type === "UnaryOperation") return this.unary(node.operator, node.operand, node);
    if (node.type === "Template") return this.template(node);
    if (node.type === "TupleConstructor") return node.items.map((item) => this.expression(item));
    if (node.type === "ObjectConstructor") {
      return new Map(node.items.map(({ key, value }) => [this.key(key), this.expression(value)]));
    }
    return this.wrapped(node);
  }

  private number(text: string): JsonValue {
    if (!text.endsWith("Inf")) return { number: text };
    throw new Failure(
      "marshal json: json: error calling MarshalJSON for type json.SimpleJSONValue: cannot serialize infinity as JSON",
    );
  }

  /** An operator straight before a literal is computed. */
  private unary(operator: "-" | "!", operand: Expression, whole: Range): JsonValue {
    if (operand.type === "NumberLiteral") {
      if (operator === "-") return this.number(`-${plainDecimal(operand.raw)}`);
      throw this.expressionFailure(operand, wrongOperand("bool"));
    }
    if (operand.type === "BooleanLiteral") {
      if (operator === "!") return !operand.value;
      throw this.expressionFailure(operand, wrongOperand("number"));
    }
    if (operand.type === "NullLiteral") {
      throw this.expressionFailure(whole, "Operation failed; Error during operation: argument must not be null.");
    }
    return this.wrapped(whole);
  }

  /** A template that is nothing but one interpolation is what is interpolated. */
  private template(node: Template): JsonValue {
    const [first] = node.parts;
    return node.parts.length === 1 && first?.type === "Interpolation"
      ? this.expression(first.expression)
      : this.text(node.parts);
  }

  private text(parts: readonly TemplatePart[]): string {
    return parts.map((part) => this.part(part)).join("");
  }

  private part(part: TemplatePart): string {
    switch (part.type) {
      case "StringLiteral":
        return escapeSequences(part.value);
      case "Interpolation":
        return this.interpolated(part.expression);
      case "TemplateIf":
        return this.conditional(part.condition, part.consequent, part.alternate ?? []);
      case "TemplateFor":
        return this.forDirective(part);
    }
  }

  private interpolated(node: Expression): string {
    if (node.type === "NumberLiteral") return plainDecimal(node.raw);
    if (node.type === "BooleanLiteral") return String(node.value);
    if (node.type === "NullLiteral") return "null";
    if (node.type === "Template") return this.text(node.parts);
    if (node.type === "Conditional") return this.interpolatedConditional(node);
    return this.wrapped(node);
  }

  private interpolatedConditional({ condition, consequent, alternate }: Conditional): string {
    return this.ifDirective(condition, this.interpolated(consequent), this.interpolated(alternate));
  }

  /** hcl2json drops its errors here, and with them the directive, or the `else`. */
  private conditional(
    condition: Expression,
    consequent: readonly TemplatePart[],
    alternate: readonly TemplatePart[],
  ): string {
    const yes = attempt(() => this.directiveContent(consequent));
    const no = attempt(() => this.directiveContent(alternate));
    return yes === null ? "" : this.ifDirective(condition, yes, no ?? "");
  }

  private ifDirective(condition: Expression, yes: string, no: string): string {
    return `%{if ${this.src(condition)}}${yes}${no === "" ? "" : `%{else}${no}`}%{endif}`;
  }

  private forDirective({ key, value, collection, content }: TemplateFor): string {
    const names = key === null ? value.text : `${key.text}, ${value.text}`;
    return `%{for ${names} in ${this.src(collection)}}${this.directiveContent(content)}%{endfor}`;
  }

  /** A lone `null` is evaluated, which fails; beside other parts it is text. */
  private directiveContent(parts: readonly TemplatePart[]): string {
    const [first] = parts;
    if (parts.length === 1 && first?.type === "Interpolation" && first.expression.type === "NullLiteral") {
      throw this.expressionFailure(
        first.expression,
        "Invalid template interpolation value; The expression result is null. Cannot include a null value in a string template.",
      );
    }
    return this.text(parts);
  }

  private key({ bareName, expression }: ObjectKey): string {
    if (bareName !== null) return bareName;
    return isReference(expression) ? this.src(expression) : this.interpolated(expression);
  }

  private wrapped(range: Range): string {
    return `\${${this.src(range)}}`;
  }

  private src({ start, end }: Range): string {
    return this.source.slice(start, end);
  }
}

function isObject(value: JsonValue): value is WritableObject {
  return value instanceof Map;
}

function wrongOperand(required: string): string {
  return `Invalid operand; Unsuitable value for unary operand: ${required} required.`;
}

/** A dotted or indexed name, which as an object key is taken as it is written. */
function isReference(node: Expression): boolean {
  if (node.type === "ScopeTraversal") return true;
  if (node.type === "RelativeTraversal") return node.source.type === "Index" && isReference(node.source);
  if (node.type !== "Index") return false;
  const isConstant = node.key.type === "BooleanLiteral" || node.key.type === "NullLiteral";
  return isConstant && isReference(node.collection);
}

function escapeSequences(text: string): string {
  return text.replace(/([$%])\{/g, "$1$1{");
}

function attempt(convert: () => string): string | null {
  try {
    return convert();
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}
