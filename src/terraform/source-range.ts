import type { Range } from "../hcl/ast.ts";
import type { SourceText } from "../values/origin.ts";

/** A stretch of a file. Positions are UTF-16 offsets, `[start, end)`. */
export interface SourceRange extends Range {
  readonly file: SourceText;
}

/** A node of the syntax tree with the file that its positions refer to: overrides mix the nodes of several files. */
export interface Sourced<Node> {
  readonly node: Node;
  readonly file: SourceText;
}

export const rangeOf = ({ node, file }: Sourced<Range>): SourceRange => ({ file, start: node.start, end: node.end });
