import type { Block, Range } from "../hcl/ast.ts";
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

export const isJson = (file: SourceText): boolean => file.fileName.endsWith(".json");

/** What Terraform calls the declaration range of a block: its type and labels; in JSON the opening brace. */
export function headOf({ node: { start, kind, labels, body }, file }: Sourced<Block>): SourceRange {
  if (isJson(file)) return { file, start: body.start, end: body.start + 1 };
  return { file, start, end: labels.at(-1)?.end ?? kind.end };
}
