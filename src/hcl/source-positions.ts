import { isUndecodedByte } from "./characters.ts";
import { countGraphemes } from "./graphemes.ts";
import { Lexer } from "./lexer.ts";
import { lineIndex } from "./lines.ts";
import type { LineIndex, Position } from "./lines.ts";
import type { Tokens } from "./token.ts";

/**
 * Places of native syntax as HashiCorp's diagnostics name them: columns are grapheme clusters. That needs the tokens,
 * because HashiCorp counts the clusters of each token by itself: a combining mark right behind a quote has a column of its
 * own.
 */
export class SourcePositions {
  private readonly source: string;
  private readonly index: LineIndex;
  private readonly origin: Position;
  private tokens: Tokens | undefined;
  /** Where counting stopped last, so that places that are asked for in order cost one way through the line. */
  private counted = { lineStart: -1, isAscii: true, offset: 0, column: 1 };

  /** @param origin where the source begins in the file. */
  constructor(source: string, tokens?: Tokens, origin: Position = { line: 1, column: 1 }) {
    this.source = source;
    this.index = lineIndex(source);
    this.tokens = tokens;
    this.origin = origin;
  }

  position(offset: number): Position {
    const { line, column } = this.index.position(offset);
    const lineStart = this.index.lineStart(line);
    if (lineStart !== this.counted.lineStart) {
      const lineEnd = this.index.lineStart(line + 1);
      const isAscii = utf8Length(this.source, lineStart, lineEnd) === lineEnd - lineStart;
      this.counted = { lineStart, isAscii, offset: lineStart, column: 1 };
    }
    const inLine = this.counted.isAscii ? column : this.graphemeColumn(offset);
    return {
      line: line + this.origin.line - 1,
      column: line === 1 ? inLine + this.origin.column - 1 : inLine,
    };
  }

  /** `file:line,column-column`, or with the line of the end where it is another one. */
  describe(fileName: string, start: number, end: number): string {
    const from = this.position(start);
    const to = this.position(end);
    const last = from.line === to.line ? to.column : `${to.line},${to.column}`;
    return `${fileName}:${from.line},${from.column}-${last}`;
  }

  private graphemeColumn(offset: number): number {
    const { starts, ends, count } = (this.tokens ??= new Lexer(this.source, "main", false).scan());
    const { counted } = this;
    if (offset < counted.offset) this.counted = { ...counted, offset: counted.lineStart, column: 1 };
    let { offset: at, column } = this.counted;
    for (let i = firstEndingAfter(ends, count, at); i < count && at < offset; i++) {
      const start = Math.max(starts[i] ?? 0, at);
      const end = Math.min(ends[i] ?? 0, offset);
      if (start >= offset) break;
      column += start - at + countGraphemes(this.source.slice(start, end));
      at = end;
      if (ends[i] === end) this.counted = { ...this.counted, offset: at, column };
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
