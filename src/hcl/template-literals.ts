import type { Interpolation, StringLiteral } from "./ast.ts";
import { skipSpaces } from "./characters.ts";
import { graphemes } from "./graphemes.ts";
import type { Directive, LiteralPiece, Piece } from "./parse-template.ts";

/**
 * `<<-`: takes off every line the indentation of the line with the least. It looks at the source text only, and so
 * before literals are melded. A line of nothing but spaces counts for none; a line that begins with a sequence has none.
 */
export function trimIndentation(pieces: readonly Piece[]): void {
  let smallest = Infinity;
  let atLineStart = true;
  const indented: LiteralPiece[] = [];
  for (const piece of pieces) {
    const isLiteral = piece.type === "Literal";
    if (atLineStart) {
      const indentation = isLiteral ? indentationOf(piece.value) : 0;
      smallest = Math.min(smallest, indentation);
      if (isLiteral && indentation !== Infinity) indented.push(piece);
    }
    atLineStart = isLiteral && piece.value.endsWith("\n");
  }
  if (smallest === 0) return;
  for (const piece of indented) {
    const length = clustersLength(piece.value, smallest);
    piece.value = piece.value.slice(length);
    piece.start += length;
  }
}

function indentationOf(line: string): number {
  const end = skipSpaces(line);
  if (end === line.length && line.endsWith("\n")) return Infinity;
  return isAscii(line, end) ? end : [...graphemes(line.slice(0, end))].length;
}

/** Length in UTF-16 units of the first `count` grapheme clusters: a space with a combining mark goes as a whole. */
function clustersLength(text: string, count: number): number {
  if (isAscii(text, count + 1)) return Math.min(count, text.length);
  let length = 0;
  for (const cluster of graphemes(text)) {
    if (count-- <= 0) break;
    length += cluster.length;
  }
  return length;
}

function isAscii(text: string, length: number): boolean {
  const end = Math.min(length, text.length);
  for (let at = 0; at < end; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** Joins literals that stand side by side, and normalises their text (NFC), as cty does with all strings. */
export function meldLiterals(source: string, pieces: readonly Piece[]): (StringLiteral | Interpolation | Directive)[] {
  const parts: (StringLiteral | Interpolation | Directive)[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece?.type !== "Literal") {
      if (piece) parts.push(piece);
      continue;
    }
    let last = piece;
    let raw = piece.raw;
    const first = i;
    for (let next = pieces[i + 1]; next?.type === "Literal"; next = pieces[i + 1]) {
      raw &&= next.raw && next.start === last.end;
      last = next;
      i++;
    }
    const value = raw ? source.slice(piece.start, last.end) : joinValues(pieces, first, i);
    parts.push({ type: "StringLiteral", start: piece.start, end: last.end, value: normalized(value) });
  }
  return parts;
}

function joinValues(pieces: readonly Piece[], first: number, last: number): string {
  const values = pieces.slice(first, last + 1).map((piece) => (piece.type === "Literal" ? piece.value : ""));
  return values.join("");
}

function normalized(text: string): string {
  return isAscii(text, text.length) ? text : text.normalize();
}
