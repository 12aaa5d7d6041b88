import type { Expression, ObjectConstructor, ObjectItem, ObjectKey, TupleConstructor } from "./ast.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseForExpression } from "./parse-for.ts";
import type { Parser } from "./parser.ts";
import { messages } from "./syntax-errors.ts";
import * as T from "./token.ts";

/** `[…]`: a tuple, or a for expression that builds one. */
export function parseTuple(parser: Parser): Expression {
  parser.read();
  const open = parser.at;
  const { newlines } = parser;
  parser.newlines = false;
  const tuple = parser.peekKeyword("for")
    ? parseForExpression(parser, open, T.closeBracket)
    : parseTupleItems(parser, open);
  parser.newlines = newlines;
  return tuple;
}

function parseTupleItems(parser: Parser, open: number): TupleConstructor {
  const items: Expression[] = [];
  for (;;) {
    if (parser.peek() === T.closeBracket) {
      parser.read();
      break;
    }
    const mark = parser.errors.length;
    items.push(parseExpression(parser));
    if (parser.failedSince(mark)) {
      parser.recover(T.closeBracket);
      break;
    }
    const next = parser.peek();
    if (next === T.closeBracket) continue;
    if (next !== T.comma) {
      if (!parser.recovering) {
        if (next === T.endOfFile) parser.reportToken(messages.unterminatedTuple, open);
        else parser.reportToken(messages.missingItemSeparator, parser.at);
      }
      parser.recover(T.closeBracket);
      break;
    }
    parser.read();
  }
  return { type: "TupleConstructor", start: parser.start(open), end: parser.previousEnd(), items };
}

/** `{…}`: an object, or a for expression that builds one. */
export function parseObject(parser: Parser): Expression {
  parser.read();
  const open = parser.at;
  const { newlines } = parser;
  // Newlines end the items of an object, but may stand before `for`.
  parser.newlines = false;
  const isFor = parser.peekKeyword("for");
  parser.newlines = !isFor;
  const object = isFor ? parseForExpression(parser, open, T.closeBrace) : parseObjectItems(parser, open);
  parser.newlines = newlines;
  return object;
}

function parseObjectItems(parser: Parser, open: number): ObjectConstructor {
  const items: ObjectItem[] = [];
  for (;;) {
    const next = parser.peek();
    if (next === T.newline) {
      parser.read();
      continue;
    }
    if (next === T.closeBrace) {
      parser.read();
      break;
    }
    const item = parseObjectItem(parser, open);
    if (item !== null) items.push(item);
    if (item === null || !readItemEnd(parser, open)) {
      parser.recover(T.closeBrace);
      break;
    }
  }
  return { type: "ObjectConstructor", start: parser.start(open), end: parser.previousEnd(), items };
}

/** `null` after an error. */
function parseObjectItem(parser: Parser, open: number): ObjectItem | null {
  const keyMark = parser.errors.length;
  const key = objectKey(parseExpression(parser));
  if (parser.failedSince(keyMark)) return null;
  const separator = parser.peek();
  if (separator !== T.equal && separator !== T.colon) {
    if (!parser.recovering) reportSeparator(parser, separator, open);
    return null;
  }
  parser.read();
  const valueMark = parser.errors.length;
  const value = parseExpression(parser);
  if (parser.failedSince(valueMark) && !parser.tolerant) return null;
  return { type: "ObjectItem", start: key.start, end: value.end, key, value };
}

/** A lone name is a literal key. */
export function objectKey(expression: Expression): ObjectKey {
  const { start, end } = expression;
  return { type: "ObjectKey", start, end, bareName: keyword(expression), expression };
}

function keyword(expression: Expression): string | null {
  if (expression.type === "ScopeTraversal") return expression.steps.length === 0 ? expression.root.text : null;
  if (expression.type === "BooleanLiteral") return String(expression.value);
  return expression.type === "NullLiteral" ? "null" : null;
}

function reportSeparator(parser: Parser, found: number, open: number): void {
  switch (found) {
    case T.newline:
    case T.comma: {
      parser.reportToken(messages.missingAttributeValue, parser.at);
      return;
    }
    case T.identifier: {
      parser.reportToken(messages.missingKeySeparatorBeforeName, parser.at);
      return;
    }
    case T.endOfFile: {
      parser.reportToken(messages.unterminatedObject, open);
      return;
    }
    default: {
      parser.reportToken(messages.missingKeySeparator, parser.at);
      return;
    }
  }
}

/** Goes behind the comma or newline of an item (before a closing brace); `false` after an error. */
function readItemEnd(parser: Parser, open: number): boolean {
  const next = parser.peek();
  if (next === T.closeBrace) return true;
  if (next === T.comma || next === T.newline) {
    parser.read();
    return true;
  }
  if (!parser.recovering) {
    if (next === T.endOfFile) parser.reportToken(messages.unterminatedObject, open);
    else parser.reportToken(messages.missingAttributeSeparator, parser.at);
  }
  return false;
}
