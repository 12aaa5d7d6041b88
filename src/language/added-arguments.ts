import type { Block, Range } from "../hcl/ast.ts";
import type { Edit } from "./rule.ts";
import { writtenArguments } from "./value-place.ts";

/**
 * Adds arguments to a block, or to the object in it that the place lies in: as lines of their own, right before the one that stands there.
 * `undefined` where no line begins with it, or where one of the arguments is written already.
 */
export function addedArguments(
  block: Block,
  before: Range,
  added: readonly (readonly [name: string, value: string])[],
  source: string,
): Edit | undefined {
  const taken = new Set(writtenArguments(block).map(({ name }) => name));
  const indentation = /(?:^|\n)([ \t]*)$/u.exec(source.slice(0, before.start))?.[1];
  if (indentation === undefined || added.some(([name]) => taken.has(name))) return undefined;
  const lines = added.map(([name, value]) => `${name} = ${value}\n${indentation}`);
  return { range: [before.start, before.start], text: lines.join("") };
}
