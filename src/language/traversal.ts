import { visitorKeys, type Block, type Node, type ParsedFile } from "../hcl/ast.ts";
import { attributeNoun, blockNouns } from "./nouns.ts";
import type { Visitable } from "./rule.ts";
import type { Services } from "./services.ts";

interface VisitStep {
  readonly kind: 1;
  readonly target: Visitable;
  readonly phase: 1 | 2;
  readonly args: [Visitable];
}

/** The types that stand below the braces of blocks: without a listener for one of the others, expressions need no walk. */
const outsideExpressions: ReadonlySet<string> = new Set([
  "Body",
  "Block",
  "Attribute",
  "Comment",
  "File",
  "Module",
  "TerraformBlock",
  "BackendBlock",
  "CloudBlock",
  "ProviderBlock",
  "VariableBlock",
  "LocalsBlock",
  "OutputBlock",
  "ModuleBlock",
  "ResourceBlock",
  "DataBlock",
  "RemoteStateBlock",
  "LockedProvider",
  "RequiredProvider",
  "VariableValue",
  "BackendConfigFile",
]);

/**
 * The visits of one file in source order, comments last: syntax nodes with Terraform's nouns wrapped around them.
 * `wanted` names the types that somebody listens to; `null` stands for all.
 */
export function steps(file: ParsedFile, services: Services, wanted: ReadonlySet<string> | null): VisitStep[] {
  const result: VisitStep[] = [];
  const { content } = services.file;
  const walksExpressions = wanted === null || [...wanted].some((type) => !outsideExpressions.has(type));
  const parents: Block[] = [];

  const wants = (type: string): boolean => wanted === null || wanted.has(type);

  const around = (target: Visitable, inner: () => void): void => {
    const args: [Visitable] = [target];
    const isWanted = wants(target.type);
    if (isWanted) result.push({ kind: 1, target, phase: 1, args });
    inner();
    if (isWanted) result.push({ kind: 1, target, phase: 2, args });
  };

  const children = (node: Node): void => {
    for (const key of visitorKeys[node.type]) {
      const child = (node as unknown as Record<string, Node | readonly Node[] | null>)[key];
      if (Array.isArray(child)) for (const item of child as readonly Node[]) visit(item);
      else if (child) visit(child as Node);
    }
  };

  const visit = (node: Node): void => {
    switch (node.type) {
      case "Block": {
        const nouns = blockNouns(node, parents.at(-1) ?? null, content);
        parents.push(node);
        wrap(nouns, () => {
          around(node, () => {
            if (walksExpressions) children(node);
            else visit(node.body);
          });
        });
        parents.pop();
        return;
      }
      case "Attribute": {
        const noun = attributeNoun(node, parents, content);
        wrap(noun ? [noun] : [], () => {
          around(node, () => {
            if (walksExpressions) children(node);
          });
        });
        return;
      }
      default:
        around(node, () => {
          children(node);
        });
    }
  };

  const wrap = (nouns: readonly Visitable[], inner: () => void): void => {
    const [outer, ...rest] = nouns;
    if (outer)
      around(outer, () => {
        wrap(rest, inner);
      });
    else inner();
  };

  const range = { start: file.body.start, end: file.body.end };
  const top: Visitable[] = [{ type: "File", ...range }];
  if (services.isFirstFile) top.push({ type: "Module", start: 0, end: 0 });
  if (content === "backend-config") top.push({ type: "BackendConfigFile", ...range, body: file.body });
  wrap(top, () => {
    visit(file.body);
  });
  if (wants("Comment")) for (const comment of file.comments) around(comment, () => undefined);
  return result;
}

/** The nodes around a node, outermost first; found by its range, since the tree has no links upward. */
export function ancestorsOf(node: Node, root: Node): Node[] {
  const path: Node[] = [];
  let current: Node | undefined = root;
  while (current && current !== node) {
    path.push(current);
    current = childAround(current, node);
  }
  return current === node ? path : [];
}

function childAround(parent: Node, node: Node): Node | undefined {
  for (const key of visitorKeys[parent.type]) {
    const child = (parent as unknown as Record<string, Node | readonly Node[] | null>)[key];
    for (const candidate of Array.isArray(child) ? (child as readonly Node[]) : child ? [child as Node] : []) {
      if (
        candidate === node ||
        (candidate.start <= node.start && node.end <= candidate.end && candidate.end > candidate.start)
      )
        return candidate;
    }
  }
  return undefined;
}
