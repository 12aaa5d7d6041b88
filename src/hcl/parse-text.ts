import type { Comment, Expression, ParsedFile, SyntaxDiagnostic, Template } from "./ast.ts";
import { decode } from "./decode.ts";
import { Lexer } from "./lexer.ts";
import { lexicalErrors } from "./lexical-errors.ts";
import { parseFileBody } from "./parse-body.ts";
import { parseExpression as parseExpressionTokens } from "./parse-expression.ts";
import { parseParts } from "./parse-template.ts";
import type { Position } from "./lines.ts";
import { Parser } from "./parser.ts";
import { messages } from "./syntax-errors.ts";
import * as T from "./token.ts";
import type { Tokens } from "./token.ts";

/** The outcome of reading one expression or template. Offsets are those of the text that was handed in. */
export interface ParsedExpression<E extends Expression = Expression> {
  readonly source: string;
  readonly expression: E;
  readonly comments: readonly Comment[];
  /** In the order HashiCorp's parser reports them. */
  readonly errors: readonly SyntaxDiagnostic[];
}

/** Reads a file in native syntax. */
export function parseNative(source: string | Uint8Array, fileName: string): ParsedFile {
  const text = textOf(source);
  const { value, comments, errors } = parseText(text, fileName, "main", parseFileBody);
  return { fileName, source: text, body: value, comments, errors };
}

/**
 * Reads one expression, as the value of a `TF_VAR_` variable may be. Newlines are blanks, as in parentheses.
 *
 * @param origin where the text stands in the file, for the errors that name a place.
 */
export function parseExpression(
  source: string | Uint8Array,
  fileName: string,
  origin: () => Position = fileStart,
): ParsedExpression {
  const text = textOf(source);
  const { value, comments, errors } = parseText(text, fileName, "main", wholeExpression, origin);
  return { source: text, expression: value, comments, errors };
}

/** Reads a template without quotes around it: a template file, or the text of a JSON string. */
export function parseTemplate(
  source: string | Uint8Array,
  fileName: string,
  origin: () => Position = fileStart,
): ParsedExpression<Template> {
  const text = textOf(source);
  const { value, comments, errors } = parseText(text, fileName, "template", wholeTemplate, origin);
  return { source: text, expression: value, comments, errors };
}

function wholeExpression(parser: Parser): Expression {
  parser.newlines = false;
  const expression = parseExpressionTokens(parser);
  if (parser.peek() !== T.endOfFile && !parser.recovering) {
    parser.reportToken(messages.extraAfterExpression, parser.at);
  }
  return expression;
}

function wholeTemplate(parser: Parser): Template {
  const parts = parseParts(parser, T.endOfFile, false);
  return { type: "Template", start: 0, end: parser.source.length, form: "json", parts };
}

const fileStart = (): Position => ({ line: 1, column: 1 });

interface Outcome<V> {
  readonly value: V;
  readonly comments: readonly Comment[];
  readonly errors: readonly SyntaxDiagnostic[];
}

/**
 * Errors are found as HashiCorp finds them, which can mean to give up on the rest of the file. Where there are some, the
 * tree comes from a second, tolerant reading.
 */
function parseText<V>(
  source: string,
  fileName: string,
  mode: "main" | "template",
  grammar: (parser: Parser) => V,
  origin: () => Position = fileStart,
): Outcome<V> {
  const tokens = new Lexer(source, mode, false).scan();
  const parser = new Parser(source, fileName, tokens, false, origin);
  const value = grammar(parser);
  const comments = commentsOf(source, tokens);
  const lexical = lexicalErrors(source, tokens);
  const errors = lexical.length === 0 ? parser.errors : [...lexical, ...parser.errors];
  if (errors.length === 0) return { value, comments, errors };
  const tolerantTokens = new Lexer(source, mode, true).scan();
  const tolerant = new Parser(source, fileName, tolerantTokens, true, origin);
  return { value: grammar(tolerant), comments: commentsOf(source, tolerantTokens), errors };
}

function commentsOf(source: string, tokens: Tokens): readonly Comment[] {
  const comments: Comment[] = [];
  const { kinds, starts, ends, count } = tokens;
  for (let i = 0; i < count; i++) {
    if ((kinds[i] ?? T.endOfFile) > T.lineComment) continue;
    comments.push(comment(source, starts[i] ?? 0, ends[i] ?? 0));
  }
  return comments;
}

function comment(source: string, start: number, tokenEnd: number): Comment {
  const isHash = source.charCodeAt(start) === 0x23;
  const marker = isHash ? "#" : source.charCodeAt(start + 1) === 0x2f ? "//" : "/*";
  let end = tokenEnd;
  if (marker !== "/*" && source.charCodeAt(end - 1) === 0x0a) {
    end--;
    if (source.charCodeAt(end - 1) === 0x0d) end--;
  }
  return { type: "Comment", start, end, marker };
}

/** The text of a source, decoded, without a byte order mark. */
export function textOf(source: string | Uint8Array): string {
  const text = typeof source === "string" ? source : decode(source);
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}
