import type { Attribute, Block, Body, Label, Name } from "./ast.ts";
import { goQuote } from "./go-quote.ts";
import { parseExpression } from "./parse-expression.ts";
import type { Parser } from "./parser.ts";
import { decodeLiteral } from "./string-literal.ts";
import { messages } from "./syntax-errors.ts";
import * as T from "./token.ts";

/** The whole file. */
export function parseFileBody(parser: Parser): Body {
  const items = parseItems(parser, T.endOfFile, 0);
  return { type: "Body", start: 0, end: parser.source.length, items };
}

/**
 * Items up to and with the token that ends the body. `open` is the token that began it.
 *
 * A token that begins no item ends HashiCorp's reading of the whole body. A tolerant parse goes on at the next line.
 */
function parseItems(parser: Parser, end: number, open: number): (Attribute | Block)[] {
  const items: (Attribute | Block)[] = [];
  let names: Map<string, Name> | undefined;
  for (;;) {
    const kind = parser.peek();
    if (kind === end) {
      parser.read();
      return items;
    }
    if (kind === T.newline) {
      parser.read();
      continue;
    }
    if (kind !== T.identifier) {
      parser.read();
      reportStray(parser, kind, open);
      if (!parser.tolerant || kind === T.endOfFile) {
        parser.recover(end);
        return items;
      }
      if (!closesLine(parser, kind)) parser.recoverAfterItem();
      parser.recovering = true;
      continue;
    }
    const item = parseItem(parser);
    if (item === null) continue;
    items.push(item);
    if (item.type === "Block") continue;
    names ??= new Map();
    const existing = names.get(item.name.text);
    if (existing) reportRedefinition(parser, item.name, existing);
    else names.set(item.name.text, item.name);
  }
}

/** A stray closing brace before the end of a line needs no skipping: the line after it is none of its business. */
function closesLine(parser: Parser, kind: number): boolean {
  return kind === T.closeBrace && parser.peek() === T.newline;
}

function reportStray(parser: Parser, kind: number, open: number): void {
  if (parser.recovering) return;
  if (kind === T.openQuote) parser.reportToken(messages.quotedArgumentName, parser.at);
  else if (kind === T.endOfFile) parser.reportToken(messages.unclosedBlock, open);
  else parser.reportToken(messages.itemRequired, parser.at);
}

function reportRedefinition(parser: Parser, name: Name, existing: Name): void {
  const place = parser.place(existing.start, existing.end);
  parser.report(messages.attributeRedefined(goQuote(name.text), place), name.start, name.end);
}

function readName(parser: Parser): Name {
  parser.read();
  const { at } = parser;
  return { type: "Name", start: parser.start(at), end: parser.end(at), text: parser.text(at) };
}

function parseItem(parser: Parser): Attribute | Block | null {
  const name = readName(parser);
  switch (parser.peek()) {
    case T.equal:
      return parseAttribute(parser, name, false);
    case T.openQuote:
    case T.openBrace:
    case T.identifier:
      return parseBlock(parser, name);
    default:
      parser.report(messages.equalsRequired, name.start, name.end);
      parser.recoverAfterItem();
      return null;
  }
}

function parseAttribute(parser: Parser, name: Name, singleLine: boolean): Attribute {
  parser.read();
  const equals = parser.start(parser.at);
  const mark = parser.errors.length;
  const value = parseExpression(parser);
  const end = Math.max(parser.previousEnd(), value.end);
  if (parser.failedSince(mark)) {
    parser.recoverAfterItem();
  } else if (!singleLine) {
    const kind = parser.peek();
    if (kind === T.newline || kind === T.endOfFile) {
      parser.read();
    } else {
      if (!parser.recovering) {
        const message = kind === T.comma ? messages.commaAfterArgument : messages.noNewlineAfterArgument;
        parser.reportToken(message, parser.at);
      }
      parser.recoverAfterItem();
    }
  }
  return { type: "Attribute", start: name.start, end, name, equals, value };
}

function parseBlock(parser: Parser, kind: Name): Block {
  const labels: Label[] = [];
  for (;;) {
    const next = parser.peek();
    if (next === T.openBrace) break;
    if (next === T.openQuote) {
      labels.push(parseQuotedLabel(parser));
    } else if (next === T.identifier) {
      const { start, end, text } = readName(parser);
      labels.push({ type: "Label", start, end, text, quoted: false });
    } else {
      return parseHeaderOnly(parser, kind, labels, next);
    }
  }
  parser.read();
  const body = parseBlockBody(parser, parser.at);
  const end = parser.peek();
  if (end === T.newline || end === T.endOfFile) {
    parser.read();
  } else {
    if (!parser.recovering) parser.reportToken(messages.noNewlineAfterBlock, parser.at);
    parser.recoverAfterItem();
  }
  return { type: "Block", start: kind.start, end: body.end, kind, labels, body };
}

/** A block whose header leads to no body. */
function parseHeaderOnly(parser: Parser, kind: Name, labels: readonly Label[], next: number): Block {
  if (next === T.equal) parser.reportToken(messages.equalsInBlock, parser.at);
  else if (next === T.newline) parser.reportToken(messages.newlineInBlock, parser.at);
  else if (!parser.recovering) parser.reportToken(messages.blockHeader, parser.at);
  const end = parser.previousEnd();
  parser.recoverAfterItem();
  return { type: "Block", start: kind.start, end, kind, labels, body: { type: "Body", start: end, end, items: [] } };
}

/** From behind the opening brace to behind the closing one. */
function parseBlockBody(parser: Parser, open: number): Body {
  let items: readonly (Attribute | Block)[] = [];
  if (parser.descend()) {
    const next = parser.peek();
    const isMultiLine = next === T.newline || next === T.endOfFile || next === T.closeBrace;
    items = isMultiLine ? parseItems(parser, T.closeBrace, open) : parseSingleLine(parser, open);
    parser.depth--;
  } else {
    parser.recover(T.closeBrace);
  }
  return { type: "Body", start: parser.start(open), end: parser.previousEnd(), items };
}

/** `{ name = expression }`: the only item, and no newline. */
function parseSingleLine(parser: Parser, open: number): readonly Attribute[] {
  const mark = parser.errors.length;
  const attribute = parseSingleAttribute(parser);
  if (parser.peek() === T.closeBrace) {
    parser.read();
  } else {
    reportSingleLine(parser, parser.peek(), open, mark);
    parser.recover(T.closeBrace);
  }
  return attribute === null ? [] : [attribute];
}

function parseSingleAttribute(parser: Parser): Attribute | null {
  if (parser.peek() !== T.identifier) {
    parser.read();
    parser.reportToken(messages.itemRequired, parser.at);
    parser.recoverAfterItem();
    return null;
  }
  const name = readName(parser);
  const next = parser.peek();
  if (next === T.equal) return parseAttribute(parser, name, true);
  if (next === T.openQuote || next === T.openBrace || next === T.identifier) {
    parser.report(messages.argumentRequired(goQuote(name.text)), name.start, parser.end(parser.at));
  } else {
    parser.report(messages.equalsRequired, name.start, name.end);
  }
  parser.recoverAfterItem();
  return null;
}

/** Where the closing brace is missing. HashiCorp puts this error before those of the attribute, which are since `mark`. */
function reportSingleLine(parser: Parser, next: number, open: number, mark: number): void {
  const { errors } = parser;
  const before = errors.length;
  if (next === T.comma) parser.reportToken(messages.commaInSingleLine, parser.at);
  else if (next === T.newline) parser.reportToken(messages.newlineInSingleLine, parser.at);
  else if (!parser.recovering) {
    if (next === T.endOfFile) parser.reportToken(messages.unclosedBlock, open);
    else parser.reportToken(messages.unclosedSingleLine, parser.at);
  }
  errors.splice(mark, 0, ...errors.splice(before));
}

/** A quoted string that holds no template, as block labels must be. */
function parseQuotedLabel(parser: Parser): Label {
  parser.read();
  const start = parser.start(parser.at);
  let text = "";
  for (;;) {
    const kind = parser.read();
    const token = parser.at;
    if (kind === T.closeQuote) break;
    if (kind === T.quotedLiteral) {
      text += decodeLiteral(parser, token, true);
    } else if (kind === T.templateInterpolation || kind === T.templateControl) {
      const marker = kind === T.templateInterpolation ? "$" : "%";
      parser.reportToken(messages.sequenceInLabel(marker), token);
      text += `${marker}{ ... }`;
      parser.recover(T.templateSequenceEnd);
    } else {
      parser.reportToken(kind === T.endOfFile ? messages.unterminatedLabel : messages.invalidInLabel, token);
      if (kind !== T.endOfFile) parser.recover(T.closeQuote);
      break;
    }
  }
  return { type: "Label", start, end: parser.previousEnd(), text, quoted: true };
}
