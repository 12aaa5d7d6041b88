import type { Expression, FunctionCall, Name } from "./ast.ts";
import { invalidExpression, parseExpression } from "./parse-expression.ts";
import type { Parser } from "./parser.ts";
import { messages } from "./syntax-errors.ts";
import type { Message } from "./syntax-errors.ts";
import * as T from "./token.ts";

/** A function call whose (first) name was just read; next is `(` or `::`. */
export function parseFunctionCall(parser: Parser, first: Name): Expression {
  let text = first.text;
  let nameEnd = first.end;
  let kind = parser.read();
  while (kind === T.doubleColon) {
    if (parser.read() !== T.identifier) return abandon(parser, messages.missingFunctionName);
    text = `${text}::${parser.text(parser.at)}`;
    nameEnd = parser.end(parser.at);
    kind = parser.read();
  }
  if (kind !== T.openParenthesis) return abandon(parser, messages.missingOpenParenthesis);
  const name: Name = { type: "Name", start: first.start, end: nameEnd, text };
  const { newlines } = parser;
  parser.newlines = false;
  const call = parseArguments(parser, name, parser.at);
  parser.newlines = newlines;
  return call;
}

function abandon(parser: Parser, message: Message): Expression {
  parser.reportToken(message, parser.at);
  parser.recoverOver(T.openParenthesis);
  return invalidExpression(parser);
}

function parseArguments(parser: Parser, name: Name, open: number): FunctionCall {
  const args: Expression[] = [];
  let expandFinal = false;
  while (parser.peek() !== T.closeParenthesis) {
    const mark = parser.errors.length;
    args.push(parseExpression(parser));
    if (parser.failedSince(mark)) {
      parser.recover(T.closeParenthesis);
      return functionCall(parser, name, args, expandFinal, open);
    }
    const separator = parser.read();
    if (separator === T.comma) continue;
    if (separator === T.closeParenthesis) return functionCall(parser, name, args, expandFinal, open);
    if (separator === T.ellipsis) {
      expandFinal = true;
      if (parser.peek() === T.closeParenthesis) break;
      if (!parser.recovering) parser.reportToken(messages.missingCloseParenthesis, parser.previous);
    } else if (separator === T.endOfFile) {
      parser.report(messages.unterminatedCall, name.start, parser.end(open));
    } else {
      parser.reportToken(messages.missingArgumentSeparator, parser.at);
    }
    parser.recover(T.closeParenthesis);
    return functionCall(parser, name, args, expandFinal, open);
  }
  parser.read();
  return functionCall(parser, name, args, expandFinal, open);
}

/** The call that ends with the last token read. */
function functionCall(
  parser: Parser,
  name: Name,
  args: readonly Expression[],
  expandFinal: boolean,
  open: number,
): FunctionCall {
  const end = parser.previousEnd();
  return {
    type: "FunctionCall",
    start: name.start,
    end,
    name,
    arguments: args,
    expandFinal,
    openParenthesis: parser.start(open),
    closeParenthesis: end - 1,
  };
}
