import type { FilePlace } from "../place.ts";

export interface Line {
  /** Without the line break; a carriage return before it is kept. */
  readonly text: string;
  readonly number: number;
  /** UTF-16 offset of its first character, not counting a byte order mark. */
  readonly start: number;
}

const byteOrderMark = "\uFEFF";

/** The lines of a file, broken at `\n` only, as the Go SDK breaks them. A byte order mark stays in the first line. */
export function* linesOf(text: string): Generator<Line> {
  const shift = text.startsWith(byteOrderMark) ? 1 : 0;
  let number = 1;
  for (let start = 0; ; number++) {
    const end = text.indexOf("\n", start);
    yield { text: end < 0 ? text.slice(start) : text.slice(start, end), number, start: Math.max(0, start - shift) };
    if (end < 0) return;
    start = end + 1;
  }
}

/** The place of a line, without the white space around its text. */
export function placeOf(path: string, line: Line): FilePlace {
  const indent = line.text.length - line.text.trimStart().length;
  const length = line.text.trim().length;
  const start = line.start + indent;
  return { kind: "file", path, line: line.number, range: { start, end: start + length } };
}
