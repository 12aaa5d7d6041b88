import { countGraphemes } from "./graphemes.ts";
import { lineIndex } from "./lines.ts";
import type { LineIndex, Position } from "./lines.ts";

/**
 * Places as HCL's JSON parser counts them: a column is a grapheme cluster in a string, two for a tab, none for a carriage
 * return. For texts it accepts, in which no string has a line end.
 */
export class JsonPositions {
  private readonly source: string;
  private readonly index: LineIndex;

  constructor(source: string) {
    this.source = source;
    this.index = lineIndex(source);
  }

  position(offset: number): Position {
    const { line } = this.index.position(offset);
    const start = this.index.lineStart(line);
    const before = this.source.slice(start, offset);
    const column = before
      .split(/("(?:[^"\\]|\\.)*"?)/)
      .reduce((sum, piece, i) => sum + (i % 2 === 1 ? countGraphemes(piece) : blankColumns(piece)), 1);
    return { line, column };
  }

  /** `file:line,column-column`, or with the line of the end where it is another one. */
  describe(fileName: string, start: number, end: number): string {
    const from = this.position(start);
    const to = this.position(end);
    const last = from.line === to.line ? to.column : `${to.line},${to.column}`;
    return `${fileName}:${from.line},${from.column}-${last}`;
  }
}

function blankColumns(text: string): number {
  return text.replaceAll("\r", "").replaceAll("\t", "  ").length;
}
