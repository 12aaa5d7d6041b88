import type { Attribute, Block, Body, Expression, ParsedFile } from "../hcl/ast.ts";

/** What the blocks of one file give names to, with the expression behind each name. */
export interface Declarations {
  /** By the name of the variable: its block, and its default when it has one. */
  readonly variables: ReadonlyMap<string, { readonly block: Block; readonly defaultValue: Expression | null }>;
  readonly locals: ReadonlyMap<string, Expression>;
  readonly outputs: ReadonlyMap<string, Expression>;
  readonly moduleCalls: ReadonlyMap<string, Block>;
}

const known = new WeakMap<ParsedFile, Declarations>();

/** Reads the declarations of a configuration file, once. A name that is declared twice keeps its first expression. */
export function declarationsOf(file: ParsedFile): Declarations {
  let declarations = known.get(file);
  if (!declarations) {
    declarations = read(file.body);
    known.set(file, declarations);
  }
  return declarations;
}

/** The attribute of a body with this name; `undefined` when it has none. */
export function attributeOf(body: Body, name: string): Attribute | undefined {
  return body.items.find((item): item is Attribute => item.type === "Attribute" && item.name.text === name);
}

function read(body: Body): Declarations {
  const variables = new Map<string, { block: Block; defaultValue: Expression | null }>();
  const locals = new Map<string, Expression>();
  const outputs = new Map<string, Expression>();
  const moduleCalls = new Map<string, Block>();
  for (const block of body.items) {
    if (block.type !== "Block") continue;
    const name = block.labels[0]?.text ?? "";
    switch (block.kind.text) {
      case "variable":
        setOnce(variables, name, { block, defaultValue: attributeOf(block.body, "default")?.value ?? null });
        break;
      case "output":
        setOnce(outputs, name, attributeOf(block.body, "value")?.value);
        break;
      case "module":
        setOnce(moduleCalls, name, block);
        break;
      case "locals":
        for (const item of block.body.items) {
          if (item.type === "Attribute") setOnce(locals, item.name.text, item.value);
        }
    }
  }
  return { variables, locals, outputs, moduleCalls };
}

function setOnce<T>(map: Map<string, T>, name: string, value: T | undefined): void {
  if (value !== undefined && !map.has(name)) map.set(name, value);
}
