import { isUndecodedByte } from "./characters.ts";
import { countGraphemes } from "./graphemes.ts";
import { Lexer } from "./lexer.ts";
import { lineIndex } from "./lines.ts";
import type { Position } from "./lines.ts";
import type { Tokens } from "./token.ts";

/** A place as HashiCorp's diagnostics name it. */
export interface SourcePosition {
  /** From 1. */
  readonly line: number;
  /** From 1, in grapheme clusters. */
  readonly column: number;
  /** UTF-8 bytes before it, a byte order mark not counted. */
  readonly byte: number;
}

/**
 * Places of native syntax in HashiCorp's units. The columns need the tokens, because HashiCorp counts the clusters of
 * each token by itself: a combining mark right behind a quote has a column of its own.
 */
export class SourcePositions {
  private readonly source: string;
  private readonly index;
  private readonly origin: Position;
  private tokens: Tokens | undefined;

  /** @param origin where the source begins in the file. */
  constructor(source: string, tokens?: Tokens, origin: Position = { line: 1, column: 1 }) {
    this.source = source;
    this.index = lineIndex(source);
    this.tokens = tokens;
    this.origin = origin;
  }

  position(offset: number): SourcePosition {
    const { line, column } = this.index.position(offset);
    const start = this.index.lineStart(line);
    const isAscii = utf8Length(this.source, start, offset) === offset - start;
    const inLine = isAscii ? column : this.graphemeColumn(start, offset);
    return {
      line: line + this.origin.line - 1,
      column: line === 1 ? inLine + this.origin.column - 1 : inLine,
      byte: utf8Length(this.source, 0, offset),
    };
  }

  /** `file:line,column-column`, or with the line of the end where it is another one. */
  describe(fileName: string, start: number, end: number): string {
    const from = this.position(start);
    const to = this.position(end);
    const last = from.line === to.line ? to.column : `${to.line},${to.column}`;
    return `${fileName}:${from.line},${from.column}-${last}`;
  }

  private graphemeColumn(lineStart: number, offset: number): number {
    const { starts, ends, count } = (this.tokens ??= new Lexer(this.source, "main", false).scan());
    let column = 1;
    let at = lineStart;
    for (let i = firstEndingAfter(ends, count, lineStart); i < count && at < offset; i++) {
      const start = Math.max(starts[i] ?? 0, at);
      const end = Math.min(ends[i] ?? 0, offset);
      if (start >= offset) break;
      column += start - at + countGraphemes(this.source.slice(start, end));
      at = end;
    }
    return column + Math.max(0, offset - at);
  }
}

function firstEndingAfter(ends: Int32Array, count: number, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Bytes that `text[start, end)` takes in UTF-8; a byte that could not be decoded takes one. */
export function utf8Length(text: string, start = 0, end = text.length): number {
  let length = end - start;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80 || isUndecodedByte(code)) continue;
    if (code < 0x800) length++;
    else if ((text.codePointAt(at) ?? 0) > 0xffff) {
      length += 2;
      at++;
    } else length += 2;
  }
  return length;
}
