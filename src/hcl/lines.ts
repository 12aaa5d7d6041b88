export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** Offsets ↔ lines and columns of one text. A line ends with its line feed. */
export interface LineIndex {
  readonly lineCount: number;
  /** The place of an offset; one outside the text counts as the nearest end. */
  position(offset: number): Position;
  /** The offset at which a line (from 1) begins; the text's length for a line after the last. */
  lineStart(line: number): number;
}

/** Nothing is computed before the first question. */
export function lineIndex(text: string): LineIndex {
  let known: Uint32Array | undefined;
  const starts = (): Uint32Array => (known ??= lineStarts(text));
  return {
    get lineCount() {
      return starts().length;
    },
    position(offset) {
      const place = Math.min(Math.max(offset, 0), text.length);
      const line = lineAt(starts(), place);
      return { line: line + 1, column: place - (starts()[line] ?? 0) + 1 };
    },
    lineStart: (line) => starts()[line - 1] ?? text.length,
  };
}

function lineStarts(text: string): Uint32Array {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return Uint32Array.from(starts);
}

function lineAt(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
