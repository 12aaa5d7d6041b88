import type { Node } from "./ast.ts";
import { forEachChild } from "./visit.ts";

/** The fields beside the range that hold an offset. */
const offsetFields = ["openBracket", "openParenthesis", "closeParenthesis"] as const;

interface Movable {
  start: number;
  end: number;
  marker?: { start: number; end: number };
  openBracket?: number;
  openParenthesis?: number;
  closeParenthesis?: number;
}

/** Moves a tree, in place, from the text it was parsed from to the text that holds it. */
export function relocate(node: Node, place: (offset: number) => number): void {
  const movable = node as unknown as Movable;
  movable.start = place(movable.start);
  movable.end = place(movable.end);
  if (node.type === "Splat" && movable.marker) {
    movable.marker = { start: place(movable.marker.start), end: place(movable.marker.end) };
  }
  for (const field of offsetFields) {
    const offset = movable[field];
    if (offset !== undefined) movable[field] = place(offset);
  }
  forEachChild(node, (child) => {
    relocate(child, place);
  });
}
