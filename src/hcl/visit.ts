import type { Node } from "./ast.ts";
import { visitorKeys } from "./ast.ts";

/** Calls `each` with every child of a node, in the order of the source. */
export function forEachChild(node: Node, each: (child: Node) => void): void {
  for (const key of visitorKeys[node.type]) {
    const value = (node as unknown as Readonly<Record<string, Node | readonly Node[] | null>>)[key];
    if (Array.isArray(value)) for (const child of value as readonly Node[]) each(child);
    else if (value) each(value as Node);
  }
}

/** Calls `enter` with a node and all that is in it, parents first; what is below a node for which it says `false` is left out. */
export function walk(node: Node, enter: (node: Node) => boolean | undefined): void {
  if (enter(node) === false) return;
  forEachChild(node, (child) => {
    walk(child, enter);
  });
}
