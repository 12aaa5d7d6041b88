import type { Attribute, Block } from "../hcl/ast.ts";
import { mergeBodies, type BlockContent } from "./block-content.ts";
import { headOf, type SourceRange, type Sourced } from "./source-range.ts";

const nothing: ReadonlySet<string> = new Set();
const none: readonly Sourced<Block>[] = [];

/** A block that declares something, together with the blocks of override files that change it. */
export class Declaration {
  readonly block: Sourced<Block>;
  // Most blocks are neither overridden nor ever asked for their content.
  private overriding: Sourced<Block>[] | undefined;
  private merged: Map<ReadonlySet<string>, BlockContent> | undefined;

  constructor(block: Sourced<Block>) {
    this.block = block;
  }

  /** To be called before the content is asked for. */
  override(block: Sourced<Block>): void {
    (this.overriding ??= []).push(block);
  }

  get overrides(): readonly Sourced<Block>[] {
    return this.overriding ?? none;
  }

  get place(): SourceRange {
    return headOf(this.block);
  }

  /** The attribute of that name, or the one that overrides it. Not one of an escaping block. */
  attribute(name: string): Sourced<Attribute> | undefined {
    const { overrides } = this;
    for (let index = overrides.length - 1; index >= 0; index--) {
      const attribute = attributeIn(overrides[index], name);
      if (attribute) return attribute;
    }
    return attributeIn(this.block, name);
  }

  /**
   * The attributes and blocks, but for those that Terraform itself consumes. An escaping block (`_ {}`) holds arguments that have the names of such.
   */
  content(meta: ReadonlySet<string> = nothing): BlockContent {
    this.merged ??= new Map();
    const known = this.merged.get(meta) ?? this.merge(meta);
    this.merged.set(meta, known);
    return known;
  }

  private merge(meta: ReadonlySet<string>): BlockContent {
    const blocks = [this.block, ...this.overrides];
    const content = mergeBodies(
      blocks.map(({ node, file }) => ({ node: node.body, file })),
      meta,
    );
    const isEscaping = ({ node }: Sourced<Block>): boolean => node.kind.text === "_";
    const escaping = content.blocks.filter(isEscaping);
    if (escaping.length === 0) return content;
    const escaped = mergeBodies(escaping.map(({ node, file }) => ({ node: node.body, file })));
    return {
      attributes: new Map([...content.attributes, ...escaped.attributes]),
      blocks: [...content.blocks.filter((block) => !isEscaping(block)), ...escaped.blocks],
    };
  }
}

function attributeIn(block: Sourced<Block> | undefined, name: string): Sourced<Attribute> | undefined {
  if (!block) return undefined;
  for (const item of block.node.body.items) {
    if (item.type === "Attribute" && item.name.text === name) return { node: item, file: block.file };
  }
  return undefined;
}
