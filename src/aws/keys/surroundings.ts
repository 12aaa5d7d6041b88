import {
  visitorKeys,
  type Block,
  type Body,
  type Expression,
  type Node,
  type Range,
  type ObjectConstructor,
  type ParsedFile,
} from "../../hcl/ast.ts";

/** What stands around an offset of a file. */
export interface Surroundings {
  /** The name that the configuration gives to what stands there: of an argument, an object's key, or a declaration. */
  readonly name: string | null;
  /** In the words of people: `a comment`, `user_data of aws_instance.web`, `the default of variable "x"`. */
  readonly place: string;
}

/** Arguments whose own name says nothing: it is the declaration around them, or a sibling, that names the value. */
const carriers: ReadonlySet<string> = new Set([
  "default",
  "value",
  "content",
  "plaintext",
  "secret_string",
  "string_value",
]);
/** Siblings that name what a carrier holds. */
const namingSiblings = ["name", "key", "parameter_name"];

/** Says what stands around an offset. Looks only along the path from the file's top to it. */
export function surroundingsOf({ body, comments }: ParsedFile, offset: number): Surroundings {
  if (at(comments, offset)) return { name: null, place: "a comment" };
  const path = pathTo(body, offset);
  return { name: nameIn(path), place: placeIn(path) };
}

function pathTo(body: Body, offset: number): Node[] {
  const path: Node[] = [];
  for (let node: Node | null = body; node; node = childAt(node, offset)) path.push(node);
  return path;
}

function childAt(node: Node, offset: number): Node | null {
  const fields = node as unknown as Readonly<Record<string, Node | readonly Node[] | null>>;
  for (const key of visitorKeys[node.type]) {
    const field = fields[key];
    const children = Array.isArray(field) ? (field as readonly Node[]) : field ? [field as Node] : [];
    const child = at(children, offset);
    if (child) return child;
  }
  return null;
}

/** The range that holds an offset, of some that are in the order of the source: found by halving, files can be long. */
function at<R extends Range>(ranges: readonly R[], offset: number): R | null {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low];
  return range && range.start <= offset ? range : null;
}

/** The name of the innermost argument or key, or what names that when it only carries a value. */
function nameIn(path: readonly Node[]): string | null {
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const node = path[depth];
    const own =
      node?.type === "Attribute"
        ? node.name.text
        : node?.type === "ObjectItem"
          ? keyText(node.key.expression, node.key.bareName)
          : null;
    if (own === null) continue;
    if (!carriers.has(own)) return own;
    const parent = path[depth - 1];
    if (parent?.type === "ObjectConstructor") return siblingOf(parent) ?? own;
    const block = path[depth - 2];
    if (parent?.type !== "Body" || block?.type !== "Block") return own;
    return siblingIn(parent) ?? block.labels.at(-1)?.text ?? own;
  }
  return null;
}

function siblingOf({ items }: ObjectConstructor): string | null {
  for (const name of namingSiblings) {
    const item = items.find(({ key }) => keyText(key.expression, key.bareName) === name);
    const text = item && literal(item.value);
    if (text) return text;
  }
  return null;
}

function siblingIn({ items }: Body): string | null {
  for (const name of namingSiblings) {
    const item = items.find((each) => each.type === "Attribute" && each.name.text === name);
    const text = item?.type === "Attribute" ? literal(item.value) : null;
    if (text) return text;
  }
  return null;
}

function placeIn(path: readonly Node[]): string {
  const blocks = path.filter((node) => node.type === "Block");
  const names = path.flatMap((node) =>
    node.type === "Attribute" ? [node.name.text] : node.type === "Block" && node !== blocks[0] ? [node.kind.text] : [],
  );
  const [outer] = blocks;
  const argument = names.join(".");
  if (!outer) return argument === "" ? "this file" : argument;
  const owner = ownerName(outer);
  if (argument === "") return owner;
  return outer.kind.text === "locals" ? `local.${argument}` : `${argument} of ${owner}`;
}

function ownerName({ kind, labels }: Block): string {
  const [first, second] = labels.map(({ text }) => text);
  switch (kind.text) {
    case "resource":
      return `${first ?? ""}.${second ?? ""}`;
    case "data":
      return `data.${first ?? ""}.${second ?? ""}`;
    default:
      return first === undefined ? kind.text : `${kind.text} "${first}"`;
  }
}

function keyText(expression: Expression, bareName: string | null): string | null {
  return bareName ?? literal(expression);
}

function literal(expression: Expression): string | null {
  if (expression.type !== "Template" || expression.parts.length !== 1) return null;
  const [part] = expression.parts;
  return part?.type === "StringLiteral" ? part.value : null;
}
