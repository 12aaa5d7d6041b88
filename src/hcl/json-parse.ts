import { parse as parseMomoa } from "@humanwhocodes/momoa";
import type { MemberNode, StringNode, ValueNode } from "@humanwhocodes/momoa";
import type {
  Attribute,
  Block,
  Body,
  Expression,
  Label,
  Name,
  ObjectItem,
  ParsedFile,
  Range,
  SyntaxDiagnostic,
} from "./ast.ts";
import { goQuote } from "./go-quote.ts";
import { JsonPositions } from "./json-positions.ts";
import { jsonDepth } from "./json-scanner.ts";
import type { JsonArgumentSchema, JsonBlockSchema, JsonBodySchema, JsonStringMode } from "./json-schema.ts";
import { stringPlaces, wellFormed } from "./json-string.ts";
import { checkJsonSyntax } from "./json-syntax-errors.ts";
import { objectKey } from "./parse-collection.ts";
import { parseExpression, parseTemplate } from "./parse-text.ts";
import { nestingLimit } from "./parser.ts";
import { relocate } from "./relocate.ts";
import { messages } from "./syntax-errors.ts";

/**
 * Reads HCL in JSON into the tree of the native syntax. Objects that are blocks are repeated blocks when they stand in an
 * array; their range runs from the property that names them, which several blocks may share, to their own end.
 */
export function parseJson(source: string, fileName: string, schema: JsonBodySchema): ParsedFile {
  const marked = source.startsWith("\ufeff");
  const text = marked ? source.slice(1) : source;
  const { depth, at } = jsonDepth(text);
  if (depth > nestingLimit) {
    const error = { ...messages.deepNesting(nestingLimit), start: at, end: at + 1 };
    return parsedFile(fileName, text, [], [error]);
  }
  // HCL's JSON parser does not skip a byte order mark.
  const { errors, invalid } = checkJsonSyntax(marked ? source.slice(0, 1) : text);
  const root = readTree(text);
  if (root === null) return parsedFile(fileName, text, [], errors);
  const reader = new JsonReader(text, fileName, invalid);
  const items = reader.items(root, schema);
  return parsedFile(fileName, text, items, [...errors, ...reader.errors]);
}

function parsedFile(
  fileName: string,
  source: string,
  items: readonly (Attribute | Block)[],
  errors: readonly SyntaxDiagnostic[],
): ParsedFile {
  const body: Body = { type: "Body", start: 0, end: source.length, items };
  return { fileName, source, body, comments: [], errors };
}

/** More than JSON allows, so that the common mistakes leave a tree; whether it is right is `jsonSyntaxErrors`' to say. */
function readTree(text: string): ValueNode | null {
  try {
    return parseMomoa(text, { mode: "jsonc", allowTrailingCommas: true }).body;
  } catch {
    return null;
  }
}

class JsonReader {
  readonly errors: SyntaxDiagnostic[] = [];
  private readonly source: string;
  private readonly fileName: string;
  private readonly positions: JsonPositions;
  /** Where values begin that HCL takes for missing; what they hold is read all the same. */
  private readonly invalid: Set<number>;

  constructor(source: string, fileName: string, invalid: ReadonlySet<number>) {
    this.invalid = new Set(invalid);
    this.source = source;
    this.fileName = fileName;
    this.positions = new JsonPositions(source);
  }

  /** The items of a body that is given as an object, or as an array of objects that together make it. */
  items(value: ValueNode, schema: JsonBodySchema): (Attribute | Block)[] {
    const items: (Attribute | Block)[] = [];
    const seen = new Map<string, Attribute>();
    for (const member of this.members(value, null)) {
      const name = nameOf(member);
      if (name.text === "//") continue;
      const block = own(schema.blocks, name.text);
      if (block) {
        this.blocks(member.value, name, block, [], items);
        continue;
      }
      const attribute = this.attribute(member, name, own(schema.arguments, name.text) ?? schema.otherArguments);
      const existing = seen.get(name.text);
      if (existing) this.reportDuplicate(name, existing);
      else seen.set(name.text, attribute);
      items.push(attribute);
    }
    return items;
  }

  private reportDuplicate(name: Name, existing: Attribute): void {
    const place = this.positions.describe(this.fileName, existing.start, existing.end);
    this.report("Duplicate argument", `The argument ${goQuote(name.text)} was already set at ${place}.`, name);
  }

  private report(summary: string, detail: string, { start, end }: Range): void {
    this.errors.push({ summary, detail, start, end });
  }

  /** @param label what the properties name, when they are labels. */
  private members(value: ValueNode, label: string | null): readonly MemberNode[] {
    const purpose =
      label === null ? "to define arguments and child blocks" : `to specify ${label} labels for this block`;
    const isContainer = value.type === "Object" || value.type === "Array";
    if ((!isContainer && value.type !== "Null") || this.isMissing(value)) {
      const detail = `Either a JSON object or JSON array of objects is required here, ${purpose}.`;
      this.report("Incorrect JSON value type", detail, startOf(value));
    }
    if (value.type === "Object") return value.members;
    if (value.type !== "Array") return [];
    return value.elements.flatMap(({ value: element }) => {
      if (element.type === "Object") return element.members;
      this.report("Incorrect JSON value type", `A JSON object is required here, ${purpose}.`, startOf(element));
      return [];
    });
  }

  private blocks(
    value: ValueNode,
    kind: Name,
    schema: JsonBlockSchema,
    labels: readonly Label[],
    into: (Attribute | Block)[],
  ): void {
    const label = schema.labels[labels.length];
    if (label !== undefined) {
      const members = this.members(value, label);
      if (members.length === 0) {
        const detail = `At least one object property is required, whose name represents the ${kind.text} block's ${label}.`;
        this.report("Missing block label", detail, startOf(value));
      }
      for (const member of members) {
        const { start, end, text } = nameOf(member);
        const next: Label = { type: "Label", start, end, text, quoted: true };
        this.blocks(member.value, kind, schema, [...labels, next], into);
      }
      return;
    }
    const isContainer = value.type === "Object" || value.type === "Array";
    if ((!isContainer && value.type !== "Null") || this.isMissing(value)) {
      const detail = `Either a JSON object or a JSON array is required, representing the contents of one or more ${goQuote(kind.text)} blocks.`;
      this.report("Incorrect JSON value type", detail, startOf(value));
    }
    if (value.type === "Object") into.push(this.block(value, kind, schema, labels));
    else if (value.type === "Array") {
      for (const element of value.elements) into.push(this.block(element.value, kind, schema, labels));
    }
  }

  /** Said once of each value. */
  private isMissing(value: ValueNode): boolean {
    return this.invalid.delete(rangeOf(value).start);
  }

  private block(value: ValueNode, kind: Name, schema: JsonBlockSchema, labels: readonly Label[]): Block {
    const range = rangeOf(value);
    const items = this.items(value, schema.body(labels.map(({ text }) => text)));
    return { type: "Block", start: kind.start, end: range.end, kind, labels, body: { type: "Body", ...range, items } };
  }

  private attribute(member: MemberNode, name: Name, schema: JsonArgumentSchema): Attribute {
    const value = this.expression(member.value, schema);
    const equals = this.source.indexOf(":", name.end);
    return { type: "Attribute", start: name.start, end: rangeOf(member.value).end, name, equals, value };
  }

  private expression(node: ValueNode, schema: JsonArgumentSchema): Expression {
    const range = rangeOf(node);
    switch (node.type) {
      case "String":
        return this.string(node, typeof schema === "string" ? schema : schema.others);
      case "Boolean":
        return { type: "BooleanLiteral", ...range, value: node.value };
      case "Null":
        return { type: "NullLiteral", ...range };
      case "Array": {
        const items = node.elements.map(({ value }) => this.expression(value, schema));
        return { type: "TupleConstructor", ...range, items };
      }
      case "Object":
        return { type: "ObjectConstructor", ...range, items: node.members.map((member) => this.item(member, schema)) };
      case "Number":
      case "NaN":
      case "Infinity":
        return this.number(range);
    }
  }

  /** The native syntax has no negative literals. */
  private number({ start, end }: Range): Expression {
    if (this.source[start] !== "-") return { type: "NumberLiteral", start, end, raw: this.source.slice(start, end) };
    const operand = this.number({ start: start + 1, end });
    return { type: "UnaryOperation", start, end, operator: "-", operand };
  }

  private item(member: MemberNode, schema: JsonArgumentSchema): ObjectItem {
    const name = nameOf(member);
    const { start } = name;
    const { end } = rangeOf(member.value);
    if (typeof schema !== "string") {
      const mode = own(schema.members, name.text) ?? schema.others;
      const key = objectKey(this.text(name, "literal"));
      return { type: "ObjectItem", start, end, key, value: this.expression(member.value, mode) };
    }
    const key = objectKey(this.text(name, schema));
    return { type: "ObjectItem", start, end, key, value: this.expression(member.value, schema) };
  }

  private string(node: StringNode, mode: JsonStringMode): Expression {
    return this.text({ ...rangeOf(node), text: wellFormed(node.value) }, mode);
  }

  private text({ start, end, text }: Range & { readonly text: string }, mode: JsonStringMode): Expression {
    if (mode === "expression") {
      const { expression, errors } = parseExpression(text, this.fileName);
      if (errors.length === 0) {
        relocate(expression, stringPlaces(this.source, start, end));
        return expression;
      }
    } else if (mode === "template" && /[$%]\{/.test(text)) {
      return this.template(start, end, text);
    }
    const parts =
      text === "" ? [] : [{ type: "StringLiteral" as const, start: start + 1, end: end - 1, value: text.normalize() }];
    return { type: "Template", start, end, form: "json", parts };
  }

  private template(start: number, end: number, text: string): Expression {
    const { expression, errors } = parseTemplate(text, this.fileName, () => {
      const { line, column } = this.positions.position(start);
      return { line, column: column + 1 };
    });
    const place = stringPlaces(this.source, start, end);
    for (const error of errors)
      this.report(error.summary, error.detail, { start: place(error.start), end: place(error.end) });
    relocate(expression, place);
    return { ...expression, start, end };
  }
}

function nameOf({ name }: MemberNode): Name {
  const text = name.type === "String" ? name.value : name.name;
  return { type: "Name", ...rangeOf(name), text: wellFormed(text) };
}

function rangeOf({
  loc,
}: {
  readonly loc: { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } };
}): Range {
  return { start: loc.start.offset, end: loc.end.offset };
}

/** Where HashiCorp shows what is wrong with a value: at its first bracket, or the whole of what has none. */
function startOf(value: ValueNode): Range {
  const { start, end } = rangeOf(value);
  return { start, end: value.type === "Object" || value.type === "Array" ? start + 1 : end };
}

/** A property that the table itself has. */
function own<V>(table: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
