import type { Block, Range } from "../hcl/ast.ts";
import type { Edit } from "./rule.ts";
import { writtenArguments } from "./value-place.ts";

/**
 * Adds arguments to a block, or to the object in it that the place lies in: as lines of their own, aligned as `terraform fmt` does, right before
 * what stands there, and with an empty line before a block. `undefined` where no line begins with it, or where one of the arguments is
 * written already.
 */
export function addedArguments(
  block: Block,
  before: Range,
  added: readonly (readonly [name: string, value: string])[],
  source: string,
): Edit | undefined {
  const taken = new Set(writtenArguments(block).map(({ name }) => name));
  const [, lineBreak = "\n", indentation] = /(?:^|(\r?\n))([ \t]*)$/u.exec(source.slice(0, before.start)) ?? [];
  if (indentation === undefined || added.some(([name]) => taken.has(name))) return undefined;
  const width = Math.max(...added.map(([name]) => name.length));
  const lines = added.map(([name, value]) => `${name.padEnd(width)} = ${value}`);
  const isBlock = block.body.items.some((item) => item.type === "Block" && item.start === before.start);
  const gap = isBlock ? lineBreak.repeat(2) : lineBreak;
  return { range: [before.start, before.start], text: lines.join(lineBreak + indentation) + gap + indentation };
}
