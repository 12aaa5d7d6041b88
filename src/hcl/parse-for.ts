import type { Expression, Name } from "./ast.ts";
import { invalidExpression, parseExpression } from "./parse-expression.ts";
import type { Parser } from "./parser.ts";
import { messages } from "./syntax-errors.ts";
import type { Message } from "./syntax-errors.ts";
import * as T from "./token.ts";

/** The names that a for expression or directive binds. */
export interface ForNames {
  readonly key: Name | null;
  readonly value: Name;
}

interface ForMessages {
  readonly name: Message;
  readonly valueName: Message;
  readonly in: Message;
}

const expressionMessages: ForMessages = {
  name: messages.forNeedsName,
  valueName: messages.forNeedsValueName,
  in: messages.forNeedsIn,
};

export const directiveMessages: ForMessages = {
  name: messages.forDirectiveNeedsName,
  valueName: messages.forDirectiveNeedsValueName,
  in: messages.forDirectiveNeedsIn,
};

/** `k, v in` from behind `for`; `null` after an error. */
export function parseForNames(parser: Parser, texts: ForMessages): ForNames | null {
  let value = readName(parser, texts.name);
  if (value === null) return null;
  let key: Name | null = null;
  if (parser.peek() === T.comma) {
    parser.read();
    key = value;
    value = readName(parser, texts.valueName);
    if (value === null) return null;
  }
  if (!parser.peekKeyword("in")) return fail(parser, texts.in);
  parser.read();
  return { key, value };
}

function readName(parser: Parser, missing: Message): Name | null {
  if (parser.peek() !== T.identifier) return fail(parser, missing);
  parser.read();
  const { at } = parser;
  return { type: "Name", start: parser.start(at), end: parser.end(at), text: parser.text(at) };
}

function fail(parser: Parser, message: Message): null {
  parser.peek();
  if (!parser.recovering) parser.reportToken(message, parser.at);
  return null;
}

/** `for … : …` up to and with the bracket that closes it. */
export function parseForExpression(parser: Parser, open: number, close: number): Expression {
  parser.read();
  const names = parseForNames(parser, expressionMessages);
  if (names === null) return abandon(parser, open, close);

  const collectionMark = parser.errors.length;
  const collection = parseExpression(parser);
  if (parser.failedSince(collectionMark)) return abandon(parser, open, close);
  if (parser.peek() !== T.colon) {
    fail(parser, messages.forNeedsColon);
    return abandon(parser, open, close);
  }
  parser.read();

  const resultMark = parser.errors.length;
  let keyResult: Expression | null = null;
  let valueResult = parseExpression(parser);
  if (parser.peek() === T.fatArrow) {
    parser.read();
    keyResult = valueResult;
    valueResult = parseExpression(parser);
  }
  if (parser.failedSince(resultMark)) return abandon(parser, open, close);

  let ellipsis = -1;
  if (parser.peek() === T.ellipsis) {
    parser.read();
    ellipsis = parser.at;
  }

  let condition: Expression | null = null;
  if (parser.peekKeyword("if")) {
    parser.read();
    const conditionMark = parser.errors.length;
    condition = parseExpression(parser);
    if (parser.failedSince(conditionMark)) return abandon(parser, open, close);
  }

  if (parser.peek() === close) {
    parser.read();
  } else {
    fail(parser, messages.forHasExtra);
    parser.recover(close);
  }
  const form = close === T.closeBrace ? "object" : "tuple";
  if (form === "tuple") {
    if (keyResult) parser.report(messages.forTupleKey, keyResult.start, keyResult.end);
    if (ellipsis >= 0) parser.reportToken(messages.forTupleGrouping, ellipsis);
  } else if (keyResult === null) {
    parser.report(messages.forObjectKey, valueResult.start, valueResult.end);
  }
  return {
    type: "ForExpression",
    start: parser.start(open),
    end: parser.previousEnd(),
    form,
    ...names,
    collection,
    keyResult,
    valueResult,
    condition,
    grouping: ellipsis >= 0,
  };
}

function abandon(parser: Parser, open: number, close: number): Expression {
  parser.recover(close);
  return { ...invalidExpression(parser), start: parser.start(open) };
}
