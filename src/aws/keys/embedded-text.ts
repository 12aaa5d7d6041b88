import type { Range } from "../../hcl/ast.ts";

/** Text that stands in another text as base64. */
export interface EmbeddedText {
  readonly text: string;
  /** Where the base64 ends, all of its lines included. */
  readonly end: number;
  /** The base64 that a range of the text was decoded from. */
  readonly source: (range: Range) => Range;
}

/** The shortest base64 that can hold an access key id. */
export const shortestBase64 = 27;

/** Base64 that is broken into lines has lines of 64 or 76 characters. */
const shortestLine = 60;

/**
 * Decodes the base64 that begins with a run of its alphabet; `null` when that is not text. UTF-16, which PowerShell's
 * encoded commands are in, counts as text, too.
 */
export function embeddedText(source: string, run: Range): EmbeddedText | null {
  if (run.end - run.start < shortestBase64 || !isText(decode(source.slice(run.start, run.start + 16)))) return null;
  const lines = linesOf(source, run);
  const binary = decode(lines.map(({ start, end }) => source.slice(start, end)).join(""));
  const width = binary.charCodeAt(3) === 0 ? 2 : 1;
  return {
    text: width === 2 ? everyOther(binary) : binary,
    end: lines.at(-1)?.end ?? run.end,
    source: ({ start, end }) => ({
      start: place(lines, Math.floor((start * width) / 3) * 4),
      end: place(lines, Math.ceil((end * width) / 3) * 4 - 1) + 1,
    }),
  };
}

function linesOf(source: string, first: Range): Range[] {
  const lines = [first];
  const next = /[ \t]*\r?\n[ \t]*([A-Za-z0-9+/]+)/uy;
  next.lastIndex = first.end;
  for (let line = first; line.end - line.start >= shortestLine;) {
    const match = next.exec(source);
    const length = match?.[1]?.length ?? 0;
    if (length === 0 || length > line.end - line.start) break;
    line = { start: next.lastIndex - length, end: next.lastIndex };
    lines.push(line);
  }
  return lines;
}

/** Decodes as much as there is in whole groups; what is not base64 decodes to nothing. */
function decode(base64: string): string {
  try {
    return atob(base64.length % 4 === 1 ? base64.slice(0, -1) : base64);
  } catch {
    return "";
  }
}

function everyOther(text: string): string {
  let kept = "";
  for (let i = 0; i < text.length; i += 2) kept += text.charAt(i);
  return kept;
}

/** Whether the beginning of something decoded is text: printable ASCII, perhaps after a byte order mark or in two bytes each. */
function isText(beginning: string): boolean {
  return /^(?:\xef\xbb\xbf)?[\t\n\r\x20-\x7e]{8}|^(?:\xff\xfe)?(?:[\t\n\r\x20-\x7e]\0){4}/u.test(beginning);
}

/** The place in the source of the character of base64 with this number. */
function place(lines: readonly Range[], character: number): number {
  let left = character;
  for (const { start, end } of lines) {
    if (left < end - start) return start + left;
    left -= end - start;
  }
  return (lines.at(-1)?.end ?? 1) - 1;
}
