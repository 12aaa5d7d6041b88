import type { Expression, SplatItem, TraversalStep } from "./ast.ts";
import { isNumber } from "./decimal.ts";
import { invalidExpression, parseExpression } from "./parse-expression.ts";
import type { Parser } from "./parser.ts";
import { messages } from "./syntax-errors.ts";
import type { Message } from "./syntax-errors.ts";
import * as T from "./token.ts";

/** A traversal while it is being read. */
interface Growing {
  end: number;
  readonly steps: TraversalStep[];
}

/**
 * Everything that follows an operand: `.name`, `[key]`, `.0`, `.*`, `[*]`. Nodes that wrap the one before make the tree
 * deeper, and so count as levels of nesting while the chain is read.
 */
export function parseTraversals(parser: Parser, from: Expression): Expression {
  let expression = from;
  let levels = 0;
  for (;;) {
    const kind = parser.peek();
    if (kind !== T.dot && kind !== T.openBracket) break;
    const next = kind === T.dot ? parseDot(parser, expression) : parseBracket(parser, expression);
    if (next !== expression) {
      if (!parser.descend()) break;
      levels++;
    }
    expression = next;
  }
  parser.depth -= levels;
  return expression;
}

/** Adds a step to a traversal, or begins one. */
function extend(expression: Expression, step: TraversalStep): Expression {
  if (expression.type === "ScopeTraversal" || expression.type === "RelativeTraversal") {
    const growing = expression as unknown as Growing;
    growing.steps.push(step);
    growing.end = step.end;
    return expression;
  }
  return { type: "RelativeTraversal", start: expression.start, end: step.end, source: expression, steps: [step] };
}

function parseDot(parser: Parser, source: Expression): Expression {
  parser.read();
  const dot = parser.at;
  switch (parser.peek()) {
    case T.identifier:
      return extend(source, readAttributeStep(parser, dot));
    case T.numberLiteral:
      return extend(source, readLegacyIndex(parser, dot, messages.chainedLegacyIndex, null));
    case T.star:
      parser.read();
      return parseAttributeSplat(parser, source, dot);
    default:
      parser.reportToken(messages.noAttributeName, parser.at);
      parser.recovering = true;
      return source;
  }
}

function readAttributeStep(parser: Parser, dot: number): TraversalStep {
  parser.read();
  const { at } = parser;
  return { type: "AttributeStep", start: parser.start(dot), end: parser.end(at), name: parser.text(at) };
}

/** `.0`; an error is shown at the number itself, or at another token where HashiCorp shows it there. */
function readLegacyIndex(
  parser: Parser,
  dot: number,
  chained: (first: string, second: string) => Message,
  shownAt: number | null,
): TraversalStep {
  parser.read();
  const { at } = parser;
  const raw = parser.text(at);
  const point = raw.indexOf(".");
  if (point >= 0) parser.reportToken(chained(raw.slice(0, point), raw.slice(point + 1)), shownAt ?? at);
  else if (!isNumber(raw)) parser.reportToken(messages.invalidNumber, at);
  return { type: "IndexStep", start: parser.start(dot), end: parser.end(at), key: { kind: "number", raw } };
}

/** `source.*` with the `.name` and `.0` steps that follow; nothing else may. */
function parseAttributeSplat(parser: Parser, source: Expression, dot: number): Expression {
  const star = parser.at;
  const marker = { start: parser.start(dot), end: parser.end(star) };
  const item: SplatItem = { type: "SplatItem", start: marker.start, end: marker.end };
  let each: Expression = item;
  while (parser.peek() === T.dot) {
    parser.read();
    const stepDot = parser.at;
    const next = parser.peek();
    if (next === T.identifier) {
      each = extend(each, readAttributeStep(parser, stepDot));
    } else if (next === T.numberLiteral) {
      each = extend(each, readLegacyIndex(parser, stepDot, messages.chainedSplatIndex, star));
    } else {
      if (!parser.recovering) {
        if (next === T.star) parser.reportToken(messages.nestedSplat, parser.at);
        else parser.reportToken(messages.noAttributeName, star);
      }
      parser.recovering = true;
      return source;
    }
  }
  return { type: "Splat", start: source.start, end: each.end, form: "attribute", source, each, marker };
}

function parseBracket(parser: Parser, source: Expression): Expression {
  parser.read();
  const open = parser.at;
  if (parser.peek() === T.star) {
    parser.read();
    return parseFullSplat(parser, source, open);
  }
  const { newlines } = parser;
  parser.newlines = false;
  const mark = parser.errors.length;
  const key = parseExpression(parser);
  if (parser.failedSince(mark)) parser.recover(T.closeBracket);
  else readCloseBracket(parser, messages.unclosedIndex);
  parser.newlines = newlines;
  const end = parser.previousEnd();
  const step = literalIndex(key, parser.start(open), end);
  if (step) return extend(source, step);
  return {
    type: "Index",
    start: source.start,
    end,
    collection: source,
    key,
    openBracket: parser.start(open),
  };
}

/** HashiCorp shows a missing bracket where it found one after all, or at the end of the file. */
function readCloseBracket(parser: Parser, missing: Message): void {
  if (parser.read() === T.closeBracket || parser.recovering) return;
  parser.recover(T.closeBracket);
  parser.reportToken(missing, parser.at);
}

/** A key that is a plain number or string makes a step of a traversal. */
function literalIndex(key: Expression, start: number, end: number): TraversalStep | null {
  if (key.type === "NumberLiteral") {
    return { type: "IndexStep", start, end, key: { kind: "number", raw: key.raw } };
  }
  if (key.type !== "Template" || key.parts.length > 1) return null;
  const [part] = key.parts;
  if (part === undefined) return { type: "IndexStep", start, end, key: { kind: "string", value: "" } };
  if (part.type !== "StringLiteral") return null;
  return { type: "IndexStep", start, end, key: { kind: "string", value: part.value } };
}

/** `source[*]` with everything that follows, which applies to each element. */
function parseFullSplat(parser: Parser, source: Expression, open: number): Expression {
  readCloseBracket(parser, messages.unclosedSplat);
  const marker = { start: parser.start(open), end: parser.previousEnd() };
  const item: SplatItem = { type: "SplatItem", start: marker.start, end: marker.end };
  if (!parser.descend()) return invalidExpression(parser);
  const each = parseTraversals(parser, item);
  parser.depth--;
  return { type: "Splat", start: source.start, end: each.end, form: "full", source, each, marker };
}
