import type { Machine } from "../machine/machine.ts";
import { printable } from "./printable.ts";

// eslint-disable-next-line no-control-regex -- the escape character begins a colour code
const colorCode = /(\u001b\[\d+m)/u;

/**
 * A line that may be printed, and pasted into a ticket: the home folder is `~`. Colour codes are ours; everything else in a line
 * may come from a file or the environment.
 */
export function shownLine(line: string, machine: Machine): string {
  return withoutHome(line, machine)
    .split(colorCode)
    .map((part, index) => (index % 2 === 1 ? part : printable(part)))
    .join("");
}

/** A text of another program with the home folder as `~`. */
function withoutHome(text: string, { home, paths }: Machine): string {
  if (home === "" || home === paths.dirname(home)) return text;
  const [first = "", ...parts] = text.split(home);
  return parts.reduce((shown, part) => `${shown}${/^[\w.-]/u.test(part) ? home : "~"}${part}`, first);
}
