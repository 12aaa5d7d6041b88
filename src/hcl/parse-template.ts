import type { Expression, Interpolation, Name, Template, TemplatePart } from "./ast.ts";
import { skipSpaces, skipSpacesBackwards } from "./characters.ts";
import { goQuote } from "./go-quote.ts";
import { nameSuggestion } from "./name-suggestion.ts";
import { parseExpression } from "./parse-expression.ts";
import { directiveMessages, parseForNames } from "./parse-for.ts";
import type { Parser } from "./parser.ts";
import { decodeLiteral } from "./string-literal.ts";
import { messages } from "./syntax-errors.ts";
import { nestDirectives } from "./template-directives.ts";
import { meldLiterals, trimIndentation } from "./template-literals.ts";
import * as T from "./token.ts";

/** One literal token, whose value trimming may still change. */
export interface LiteralPiece {
  readonly type: "Literal";
  start: number;
  readonly end: number;
  value: string;
  /** Whether the value is the source text as it stands. */
  raw: boolean;
}

/** `%{ … }`, not yet matched with its partners. */
export type Directive = { readonly type: "Directive"; readonly start: number; readonly end: number } & (
  | { readonly keyword: "if"; readonly condition: Expression }
  | { readonly keyword: "for"; readonly key: Name | null; readonly value: Name; readonly collection: Expression }
  | { readonly keyword: "else" | "endif" | "endfor" }
);

export type Piece = LiteralPiece | Interpolation | Directive;

/** A quoted string or a heredoc. */
export function parseQuotedOrHeredoc(parser: Parser): Template {
  const isHeredoc = parser.read() === T.openHeredoc;
  const open = parser.at;
  const start = parser.start(open);
  const flush = isHeredoc && parser.source.charCodeAt(start + 2) === 0x2d;
  const parts = parseParts(parser, isHeredoc ? T.closeHeredoc : T.closeQuote, flush);
  const form = flush ? "flush-heredoc" : isHeredoc ? "heredoc" : "quoted";
  return { type: "Template", start, end: parser.previousEnd(), form, parts };
}

/** The parts of a template up to and with the token that ends it. */
export function parseParts(parser: Parser, close: number, flush: boolean): readonly TemplatePart[] {
  const reader = new PieceReader(parser, close);
  reader.read();
  const { pieces } = reader;
  if (flush) trimIndentation(pieces);
  const parts = meldLiterals(parser.source, pieces);
  return reader.hasDirectives ? nestDirectives(parser, parts, reader.endStart, reader.end) : (parts as TemplatePart[]);
}

/** Reads the flat sequence of literals, interpolations and directives, with `~` applied to the neighbours. */
class PieceReader {
  readonly pieces: Piece[] = [];
  hasDirectives = false;
  /** Range of the token that ended the template. */
  endStart = 0;
  end = 0;
  private readonly parser: Parser;
  private readonly close: number;
  /** The token the template begins with: HashiCorp shows unclosed interpolations there. */
  private first = 0;
  private trimNext = false;

  constructor(parser: Parser, close: number) {
    this.parser = parser;
    this.close = close;
  }

  read(): void {
    const { parser, close } = this;
    parser.peek();
    this.first = parser.at;
    for (;;) {
      const kind = parser.read();
      if (kind === close) break;
      const trim = this.trimNext;
      this.trimNext = false;
      if (kind === T.quotedLiteral || kind === T.stringLiteral) {
        this.literal(kind === T.quotedLiteral, trim);
      } else if (kind === T.templateInterpolation) {
        this.interpolation();
      } else if (kind === T.templateControl) {
        this.control();
      } else {
        if (!parser.recovering) parser.reportToken(messages.unterminatedTemplate, parser.at);
        parser.recover(close);
        break;
      }
    }
    this.endStart = parser.start(parser.at);
    this.end = parser.end(parser.at);
  }

  private literal(quoted: boolean, trim: boolean): void {
    const { parser } = this;
    const { at } = parser;
    const start = parser.start(at);
    const end = parser.end(at);
    const text = decodeLiteral(parser, at, quoted);
    const value = trim ? text.slice(skipSpaces(text)) : text;
    this.pieces.push({ type: "Literal", start, end, value, raw: value.length === end - start });
  }

  /** `${~` and `%{~` take the spaces off the end of the literal right before. */
  private stripBefore(open: number): boolean {
    const { parser, pieces } = this;
    if (parser.end(open) - parser.start(open) < 3) return false;
    const last = pieces[pieces.length - 1];
    if (last?.type === "Literal" && last.end === parser.start(open)) {
      last.value = last.value.slice(0, skipSpacesBackwards(last.value));
      last.raw = last.value.length === last.end - last.start;
    }
    return true;
  }

  private interpolation(): void {
    const { parser } = this;
    const open = parser.at;
    const stripBefore = this.stripBefore(open);
    const { newlines } = parser;
    parser.newlines = false;
    const expression = parseExpression(parser);
    const kind = parser.peek();
    if (kind === T.templateSequenceEnd) {
      parser.read();
      this.trimNext = parser.end(parser.at) - parser.start(parser.at) === 2;
    } else {
      if (!parser.recovering) this.reportUnclosed(kind);
      parser.recover(T.templateSequenceEnd);
    }
    parser.newlines = newlines;
    this.pieces.push({
      type: "Interpolation",
      start: parser.start(open),
      end: Math.max(parser.previousEnd(), expression.end),
      expression,
      stripBefore,
      stripAfter: this.trimNext,
    });
  }

  private reportUnclosed(kind: number): void {
    const { parser, close, first } = this;
    if (kind === T.endOfFile) parser.reportToken(messages.unclosedInterpolationInFile, first);
    else if (kind === T.colon) parser.reportToken(messages.colonInInterpolation, parser.at);
    else if ((kind === T.closeQuote || kind === T.openQuote) && close === T.closeQuote) {
      parser.reportToken(messages.unclosedInterpolationInQuotes, first);
    } else parser.reportToken(messages.extraInInterpolation, parser.at);
  }

  private control(): void {
    const { parser } = this;
    const open = parser.at;
    this.stripBefore(open);
    const { newlines } = parser;
    parser.newlines = false;
    if (!this.directive(open)) parser.recover(T.templateSequenceEnd);
    parser.newlines = newlines;
  }

  /** From behind `%{` to behind `}`; `false` after an error that leaves no directive, or no end of it. */
  private directive(open: number): boolean {
    const { parser } = this;
    if (parser.peek() !== T.identifier) {
      if (!parser.recovering) parser.reportToken(messages.directiveNeedsKeyword, parser.at);
      return false;
    }
    parser.read();
    const keyword = parser.text(parser.at);
    const content = this.directiveContent(keyword, parser.at);
    if (content === null) return false;
    const isClosed = parser.peek() === T.templateSequenceEnd;
    const end = parser.end(parser.at);
    this.pieces.push({ type: "Directive", start: parser.start(open), end, ...content });
    this.hasDirectives = true;
    if (isClosed) {
      parser.read();
      this.trimNext = end - parser.start(parser.at) === 2;
    } else if (!parser.recovering) {
      parser.reportToken(messages.extraInDirective(keyword), parser.at);
    }
    return isClosed;
  }

  private directiveContent(keyword: string, token: number): DirectiveContent | null {
    const { parser } = this;
    switch (keyword) {
      case "if":
        return { keyword, condition: parseExpression(parser) };
      case "for": {
        const names = parseForNames(parser, directiveMessages);
        return names && { keyword, ...names, collection: parseExpression(parser) };
      }
      case "else":
      case "endif":
      case "endfor":
        return { keyword };
      default:
        if (!parser.recovering) {
          const suggestion = nameSuggestion(keyword, ["if", "for", "else", "endif", "endfor"]);
          parser.reportToken(messages.unknownDirective(goQuote(keyword), suggestion), token);
        }
        return null;
    }
  }
}

type WithoutPlace<D> = D extends unknown ? Omit<D, "type" | "start" | "end"> : never;
type DirectiveContent = WithoutPlace<Directive>;
