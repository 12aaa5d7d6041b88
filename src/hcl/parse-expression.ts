import type { BinaryOperation, BinaryOperator, Expression, InvalidExpression, Name } from "./ast.ts";
import { isNumber } from "./decimal.ts";
import { parseFunctionCall } from "./parse-call.ts";
import { parseObject, parseTuple } from "./parse-collection.ts";
import { parseQuotedOrHeredoc } from "./parse-template.ts";
import { parseTraversals } from "./parse-traversal.ts";
import type { Parser } from "./parser.ts";
import { messages } from "./syntax-errors.ts";
import * as T from "./token.ts";

/** An expression of any kind. After an error the parser may stand anywhere; the caller recovers. */
export function parseExpression(parser: Parser): Expression {
  if (!parser.descend()) return invalidExpression(parser);
  const expression = parseConditional(parser);
  parser.depth--;
  return expression;
}

/** What stands in the tree where there is no readable expression: nothing, right behind the last token. */
export function invalidExpression(parser: Parser): InvalidExpression {
  const end = parser.previousEnd();
  return { type: "InvalidExpression", start: end, end };
}

function parseConditional(parser: Parser): Expression {
  const mark = parser.errors.length;
  const condition = parseBinary(parser, 1);
  if (parser.peek() !== T.question || parser.failedSince(mark)) return condition;
  parser.read();
  const consequentMark = parser.errors.length;
  const consequent = parseExpression(parser);
  if (parser.failedSince(consequentMark)) return condition;
  if (parser.peek() !== T.colon) {
    parser.reportToken(messages.noFalseExpression, parser.at);
    return condition;
  }
  parser.read();
  const alternateMark = parser.errors.length;
  const alternate = parseExpression(parser);
  if (parser.failedSince(alternateMark)) return condition;
  const { start } = condition;
  return { type: "Conditional", start, end: alternate.end, condition, consequent, alternate };
}

const operators: readonly (readonly [kind: number, operator: BinaryOperator, precedence: number])[] = [
  [T.or, "||", 1],
  [T.and, "&&", 2],
  [T.equalTo, "==", 3],
  [T.notEqual, "!=", 3],
  [T.greaterThan, ">", 4],
  [T.greaterThanOrEqual, ">=", 4],
  [T.lessThan, "<", 4],
  [T.lessThanOrEqual, "<=", 4],
  [T.plus, "+", 5],
  [T.minus, "-", 5],
  [T.star, "*", 6],
  [T.slash, "/", 6],
  [T.percent, "%", 6],
];

const precedences = new Uint8Array(64);
const names = new Array<BinaryOperator>(64).fill("||");
for (const [kind, operator, precedence] of operators) {
  precedences[kind] = precedence;
  names[kind] = operator;
}

/**
 * Operations whose operators bind at least as tightly as `minimum`. Operators of one precedence group to the left, so a
 * long chain is a deep tree: each operator counts as a level of nesting while its chain is read.
 */
function parseBinary(parser: Parser, minimum: number): Expression {
  const mark = parser.errors.length;
  let left = parseTerm(parser);
  if (parser.failedSince(mark)) return left;
  let levels = 0;
  for (;;) {
    const kind = parser.peek();
    const precedence = precedences[kind] ?? 0;
    if (precedence < minimum || precedence === 0) break;
    if (!parser.descend()) break;
    levels++;
    parser.read();
    const rightMark = parser.errors.length;
    const right = parseBinary(parser, precedence + 1);
    if (parser.failedSince(rightMark)) break;
    left = binaryOperation(names[kind] ?? "||", left, right);
  }
  parser.depth -= levels;
  return left;
}

function binaryOperation(operator: BinaryOperator, left: Expression, right: Expression): BinaryOperation {
  return { type: "BinaryOperation", start: left.start, end: right.end, operator, left, right };
}

/** An operand with all `.name`, `[key]` and splats that follow it. */
function parseTerm(parser: Parser): Expression {
  const operand = parseOperand(parser);
  const next = parser.peek();
  return next === T.dot || next === T.openBracket ? parseTraversals(parser, operand) : operand;
}

function parseOperand(parser: Parser): Expression {
  switch (parser.peek()) {
    case T.identifier:
      return parseIdentifier(parser);
    case T.openQuote:
    case T.openHeredoc:
      return parseQuotedOrHeredoc(parser);
    case T.numberLiteral:
      return parseNumber(parser);
    case T.openParenthesis:
      return parseParentheses(parser);
    case T.openBracket:
      return parseTuple(parser);
    case T.openBrace:
      return parseObject(parser);
    case T.minus:
      return parseUnary(parser, "-");
    case T.bang:
      return parseUnary(parser, "!");
    case T.endOfFile:
      if (!parser.recovering) parser.reportToken(messages.missingExpression, parser.at);
      break;
    default:
      if (!parser.recovering) parser.reportToken(messages.invalidExpression, parser.at);
  }
  parser.recovering = true;
  return invalidExpression(parser);
}

function parseIdentifier(parser: Parser): Expression {
  parser.read();
  const { at } = parser;
  const start = parser.start(at);
  const end = parser.end(at);
  const text = parser.source.slice(start, end);
  const name: Name = { type: "Name", start, end, text };
  const next = parser.peek();
  if (next === T.openParenthesis || next === T.doubleColon) return parseFunctionCall(parser, name);
  switch (text) {
    case "true":
      return { type: "BooleanLiteral", start, end, value: true };
    case "false":
      return { type: "BooleanLiteral", start, end, value: false };
    case "null":
      return { type: "NullLiteral", start, end };
    default:
      return { type: "ScopeTraversal", start, end, root: name, steps: [] };
  }
}

function parseNumber(parser: Parser): Expression {
  parser.read();
  const { at } = parser;
  const raw = parser.text(at);
  if (!isNumber(raw)) parser.reportToken(messages.invalidNumber, at);
  return { type: "NumberLiteral", start: parser.start(at), end: parser.end(at), raw };
}

function parseParentheses(parser: Parser): Expression {
  parser.read();
  const start = parser.start(parser.at);
  const { newlines } = parser;
  parser.newlines = false;
  const mark = parser.errors.length;
  const expression = parseExpression(parser);
  if (parser.errors.length > mark) {
    parser.recover(T.closeParenthesis);
    parser.newlines = newlines;
    return expression;
  }
  if (parser.peek() !== T.closeParenthesis) {
    parser.reportToken(messages.unbalancedParentheses, parser.at);
    parser.recovering = true;
  }
  if (parser.peek() === T.closeParenthesis || !parser.tolerant) parser.read();
  parser.newlines = newlines;
  return { type: "Parentheses", start, end: parser.previousEnd(), expression };
}

/** The operand is a term: `-46 + 5` is `(-46) + 5`. */
function parseUnary(parser: Parser, operator: "-" | "!"): Expression {
  parser.read();
  const start = parser.start(parser.at);
  if (!parser.descend()) return invalidExpression(parser);
  const operand = parseTerm(parser);
  parser.depth--;
  return { type: "UnaryOperation", start, end: operand.end, operator, operand };
}
