import type { Expression } from "../hcl/ast.ts";

/** The text of a string that is written out, without interpolation; `null` for any other expression. */
export function stringLiteral(expression: Expression): string | null {
  if (expression.type !== "Template") return null;
  let text = "";
  for (const part of expression.parts) {
    if (part.type !== "StringLiteral") return null;
    text += part.value;
  }
  return text;
}
