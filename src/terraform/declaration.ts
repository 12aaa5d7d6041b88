import type { Attribute, Block } from "../hcl/ast.ts";
import { mergeBodies, type BlockContent } from "./block-content.ts";
import { headOf, type SourceRange, type Sourced } from "./source-range.ts";

const nothing: ReadonlySet<string> = new Set();

/** A block that declares something, together with the blocks of override files that change it. */
export class Declaration {
  readonly block: Sourced<Block>;
  private readonly overriding: Sourced<Block>[] = [];
  private readonly merged = new Map<ReadonlySet<string>, BlockContent>();

  constructor(block: Sourced<Block>) {
    this.block = block;
  }

  /** To be called before the content is asked for. */
  override(block: Sourced<Block>): void {
    this.overriding.push(block);
  }

  get overrides(): readonly Sourced<Block>[] {
    return this.overriding;
  }

  get place(): SourceRange {
    return headOf(this.block);
  }

  /** The attribute of that name, or the one that overrides it. Not one of an escaping block. */
  attribute(name: string): Sourced<Attribute> | undefined {
    for (let index = this.overriding.length - 1; index >= -1; index--) {
      const { node, file } = this.overriding[index] ?? this.block;
      for (const item of node.body.items) {
        if (item.type === "Attribute" && item.name.text === name) return { node: item, file };
      }
    }
    return undefined;
  }

  /**
   * The attributes and blocks, but for those that Terraform itself consumes. An escaping block (`_ {}`) holds arguments that have the names of such.
   */
  content(meta: ReadonlySet<string> = nothing): BlockContent {
    const known = this.merged.get(meta) ?? this.merge(meta);
    this.merged.set(meta, known);
    return known;
  }

  private merge(meta: ReadonlySet<string>): BlockContent {
    const blocks = [this.block, ...this.overriding];
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
