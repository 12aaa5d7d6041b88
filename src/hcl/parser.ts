import type { SyntaxDiagnostic } from "./ast.ts";
import type { Position } from "./lines.ts";
import { SourcePositions } from "./source-positions.ts";
import { messages } from "./syntax-errors.ts";
import type { Message } from "./syntax-errors.ts";
import * as T from "./token.ts";
import type { Tokens } from "./token.ts";

/**
 * How deep expressions, templates and blocks may be nested. Real files stay under 30; everything that walks the tree
 * recursively has to fit this into the stack.
 */
export const nestingLimit = 512;

/**
 * The state of one parse: a place among the tokens, the errors so far, and the two flags that HashiCorp's parser
 * steers by. The grammar stands in the `parse-….ts` files as functions that take it.
 *
 * An error is reported once; then `recovering` mutes those that could be its consequences, for the rest of the file.
 */
export class Parser {
  readonly source: string;
  readonly fileName: string;
  readonly errors: SyntaxDiagnostic[] = [];
  /** Prefer a rich tree to HashiCorp's recovery; the errors of such a parse are worthless. */
  readonly tolerant: boolean;
  /** Whether newlines are tokens here (in bodies and objects) or blanks (in all other brackets). */
  newlines = true;
  recovering = false;
  depth = 0;
  /** The token that the last `peek` or `read` looked at. */
  at = 0;
  /** The token that was read last, -1 before the first. */
  previous = -1;
  private next = 0;
  /** Nesting got too deep: what is read from here on is read from nothing. */
  private isExhausted = false;
  private readonly tokens: Tokens;
  /** Where the source begins in the file. */
  private readonly origin: () => Position;
  private positions: SourcePositions | undefined;
  /** Tokens that `recover` may still look at in vain: keeps a tolerant parse linear. */
  private lookahead: number;

  constructor(source: string, fileName: string, tokens: Tokens, tolerant: boolean, origin: () => Position) {
    this.source = source;
    this.fileName = fileName;
    this.tokens = tokens;
    this.tolerant = tolerant;
    this.origin = origin;
    this.lookahead = 8 * tokens.count;
  }

  /** The kind of the next token, which `at` then points to. */
  peek(): number {
    const { kinds, count } = this.tokens;
    let i = this.next;
    if (i >= count) i = count - 1;
    let kind = kinds[i] ?? T.endOfFile;
    while (kind <= T.newline && (kind === T.blockComment || !this.newlines)) kind = kinds[++i] ?? T.endOfFile;
    this.at = i;
    return kind === T.lineComment ? T.newline : kind;
  }

  /** Like `peek`, and goes on behind the token. At the end of the file it stays there. */
  read(): number {
    const kind = this.peek();
    this.previous = this.at;
    this.next = this.at + 1;
    return kind;
  }

  start(token: number): number {
    return this.tokens.starts[token] ?? 0;
  }

  end(token: number): number {
    return this.tokens.ends[token] ?? 0;
  }

  text(token: number): string {
    return this.source.slice(this.start(token), this.end(token));
  }

  /** Where the last token that was read ends; where the next one begins if none was. */
  previousEnd(): number {
    if (this.previous >= 0) return this.end(this.previous);
    this.peek();
    return this.start(this.at);
  }

  /** Whether the next token is this word. */
  peekKeyword(word: string): boolean {
    if (this.peek() !== T.identifier) return false;
    const start = this.start(this.at);
    return this.end(this.at) - start === word.length && this.source.startsWith(word, start);
  }

  report(message: Message, start: number, end: number): void {
    if (this.isExhausted) return;
    this.errors.push({ start, end, summary: message.summary, detail: message.detail });
  }

  reportToken(message: Message, token: number): void {
    this.report(message, this.start(token), this.end(token));
  }

  /** Whether something went wrong since there were `mark` errors, so that the place among the tokens can't be trusted. */
  failedSince(mark: number): boolean {
    return this.recovering && this.errors.length > mark;
  }

  /**
   * One level deeper; callers go up again with `depth--`. `false` when that would be too deep: then the parser has said so
   * and stands at the end of the file, for good.
   */
  descend(): boolean {
    if (this.depth < nestingLimit) {
      this.depth++;
      return true;
    }
    this.peek();
    this.reportToken(messages.deepNesting(nestingLimit), this.at);
    this.isExhausted = true;
    this.recovering = true;
    this.next = this.tokens.count;
    return false;
  }

  /** `file:line,column-column` of a range, for the texts that name another place. */
  place(start: number, end: number): string {
    this.positions ??= new SourcePositions(this.source, this.tokens, this.origin());
    return this.positions.describe(this.fileName, start, end);
  }

  /**
   * Skips to behind the closing token that matches at this level, or to the end of the file. Tolerant, the end of the
   * line will do when there is no such token.
   */
  recover(close: number): number {
    this.recovering = true;
    const { next, previous } = this;
    const open = opposites[close];
    let nesting = 0;
    for (;;) {
      let kind = this.read();
      if (close === T.templateSequenceEnd && kind === T.templateControl) kind = T.templateInterpolation;
      if (kind === close) {
        if (nesting-- < 1) return kind;
      } else if (kind === open) {
        nesting++;
      } else if (kind === T.endOfFile) {
        break;
      }
      if (this.tolerant && --this.lookahead < 0) break;
    }
    if (this.tolerant) {
      this.next = next;
      this.previous = previous;
      this.skipLine();
    }
    return T.endOfFile;
  }

  /** Skips to behind the bracket pair that opens next. */
  recoverOver(open: number): void {
    let kind = this.read();
    while (kind !== open && kind !== T.endOfFile) kind = this.read();
    this.recover(opposites[open] ?? T.endOfFile);
  }

  /** Skips to behind the newline that ends this item of a body, over all brackets that open on the way. */
  recoverAfterItem(): void {
    this.recovering = true;
    const open: number[] = [];
    for (;;) {
      const kind = this.read();
      if (kind === T.endOfFile || (kind === T.newline && open.length === 0)) return;
      if (isOpening(kind)) open.push(kind);
      else if (isClosing(kind)) closeBrackets(open, kind);
    }
  }

  /** Stops before the next newline, which ends whatever is being read. */
  private skipLine(): void {
    const { kinds, count } = this.tokens;
    let { next } = this;
    while (next < count - 1 && kinds[next] !== T.newline && kinds[next] !== T.lineComment) next++;
    this.previous = Math.max(this.previous, Math.min(next, count) - 1);
    this.next = next;
  }
}

const opposites: Readonly<Record<number, number>> = {
  [T.openBrace]: T.closeBrace,
  [T.openBracket]: T.closeBracket,
  [T.openParenthesis]: T.closeParenthesis,
  [T.openQuote]: T.closeQuote,
  [T.openHeredoc]: T.closeHeredoc,
  [T.closeBrace]: T.openBrace,
  [T.closeBracket]: T.openBracket,
  [T.closeParenthesis]: T.openParenthesis,
  [T.closeQuote]: T.openQuote,
  [T.closeHeredoc]: T.openHeredoc,
  [T.templateSequenceEnd]: T.templateInterpolation,
};

function isOpening(kind: number): boolean {
  return (
    kind >= T.openBrace &&
    kind <= T.templateControl &&
    (kind >= T.templateInterpolation || (kind - T.openBrace) % 2 === 0)
  );
}

function isClosing(kind: number): boolean {
  return kind >= T.openBrace && kind <= T.templateSequenceEnd && !isOpening(kind);
}

/** Takes brackets off the stack up to the one that `close` closes; all, when there is none. */
function closeBrackets(open: number[], close: number): void {
  const opener = opposites[close];
  for (let last = open.pop(); last !== undefined; last = open.pop()) {
    if (last === opener || (close === T.templateSequenceEnd && last === T.templateControl)) return;
  }
}
