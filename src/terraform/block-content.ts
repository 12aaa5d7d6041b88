import type { Attribute, Block, Body } from "../hcl/ast.ts";
import type { Sourced } from "./source-range.ts";

/** The attributes and blocks of a block, with those of override files merged in. */
export interface BlockContent {
  /** In the order in which the names first appear. */
  readonly attributes: ReadonlyMap<string, Sourced<Attribute>>;
  readonly blocks: readonly Sourced<Block>[];
}

/**
 * Merges the bodies of a block and of the blocks that override it, first to last: an attribute replaces the one of that name, and blocks of
 * one type (`dynamic` ones included) replace all earlier ones of the type.
 *
 * @param without names of attributes and types of blocks to leave out.
 */
export function mergeBodies(layers: readonly Sourced<Body>[], without?: ReadonlySet<string>): BlockContent {
  const attributes = new Map<string, Sourced<Attribute>>();
  let blocks: Sourced<Block>[] = [];
  for (const { node, file } of layers) {
    const own: Sourced<Block>[] = [];
    const named = new Set<string>();
    for (const item of node.items) {
      if (without?.has(item.type === "Block" ? item.kind.text : item.name.text) === true) continue;
      if (item.type === "Block") own.push({ node: item, file });
      else if (!named.has(item.name.text)) {
        // A body that sets an argument twice keeps the first, and is reported.
        named.add(item.name.text);
        attributes.set(item.name.text, { node: item, file });
      }
    }
    if (own.length > 0 && blocks.length > 0) {
      const replaced = new Set(own.map(({ node: block }) => producedType(block)));
      blocks = blocks.filter(({ node: block }) => !replaced.has(producedType(block)));
    }
    blocks.push(...own);
  }
  return { attributes, blocks };
}

/** The type of the blocks that a block stands for: a `dynamic "x"` makes blocks of type `x`. */
export const producedType = (block: Block): string =>
  block.kind.text === "dynamic" ? (block.labels[0]?.text ?? "dynamic") : block.kind.text;
