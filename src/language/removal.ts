import type { Range } from "../hcl/ast.ts";
import type { Edit } from "./rule.ts";

const isBlank = (character: string): boolean => character === " " || character === "\t";

/** Removes a stretch of a text: with its whole line when nothing else stands on it, with the blanks before it otherwise. */
export function removal({ start, end }: Range, text: string): Edit {
  let from = start;
  while (from > 0 && isBlank(text.charAt(from - 1))) from -= 1;
  let to = end;
  while (isBlank(text.charAt(to))) to += 1;
  const lineEnd = text.startsWith("\r\n", to) ? 2 : 1;
  const isAlone =
    (from === 0 || text.charAt(from - 1) === "\n") && (to === text.length || /[\r\n]/u.test(text.charAt(to)));
  return { range: isAlone ? [from, Math.min(to + lineEnd, text.length)] : [from, end], text: "" };
}
