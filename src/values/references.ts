import type { Expression, Node, ScopeTraversal } from "../hcl/ast.ts";
import { visitorKeys } from "../hcl/ast.ts";

const known = new WeakMap<Expression, readonly ScopeTraversal[]>();

/**
 * The references of an expression to names outside it (those of its own `for`s are none), in the order of the source; also
 * those that an evaluation would never come to. Found once for each expression.
 */
export function references(expression: Expression): readonly ScopeTraversal[] {
  const before = known.get(expression);
  if (before) return before;
  const found: ScopeTraversal[] = [];
  collect(expression, new Set(), found);
  known.set(expression, found);
  return found;
}

function collect(node: Node, bound: ReadonlySet<string>, found: ScopeTraversal[]): void {
  if (node.type === "ScopeTraversal") {
    if (!bound.has(node.root.text)) found.push(node);
  } else if (node.type === "ObjectKey") {
    if (node.bareName === null) collect(node.expression, bound, found);
  } else if (node.type === "ForExpression" || node.type === "TemplateFor") {
    collect(node.collection, bound, found);
    const inner = new Set(bound).add(node.value.text);
    if (node.key) inner.add(node.key.text);
    for (const field of visitorKeys[node.type]) if (field !== "collection") collectField(node, field, inner, found);
  } else {
    for (const field of visitorKeys[node.type]) collectField(node, field, bound, found);
  }
}

function collectField(node: Node, field: string, bound: ReadonlySet<string>, found: ScopeTraversal[]): void {
  const children = (node as unknown as Readonly<Record<string, Node | readonly Node[] | null>>)[field];
  if (Array.isArray(children)) for (const child of children as readonly Node[]) collect(child, bound, found);
  else if (children) collect(children as Node, bound, found);
}
