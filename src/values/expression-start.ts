import type { Expression, Range } from "../hcl/ast.ts";
import type { SourceText } from "./origin.ts";

/** The part of an expression that HashiCorp's errors point at when the whole could be long: its beginning (`StartRange`). */
export function expressionStart(node: Expression, file: SourceText): Range {
  const first = (length: number): Range => ({ start: node.start, end: node.start + length });
  switch (node.type) {
    case "Template": {
      const [part] = node.parts;
      if (part === undefined) return { start: node.end, end: node.end };
      if (part.type === "Interpolation") return node.parts.length === 1 ? node : expressionStart(part.expression, file);
      if (part.type === "TemplateFor") {
        return { start: part.start, end: file.source.indexOf("}", part.collection.end) + 1 };
      }
      return part.type === "TemplateIf" ? expressionStart(part.condition, file) : part;
    }
    case "FunctionCall":
      return { start: node.start, end: node.openParenthesis + 1 };
    case "Conditional":
      return expressionStart(node.condition, file);
    case "BinaryOperation":
      return expressionStart(node.left, file);
    case "UnaryOperation":
      return first(node.operator.length);
    case "Index":
      return { start: node.openBracket, end: node.openBracket + 1 };
    case "Splat":
      return node.marker;
    case "Parentheses":
      return expressionStart(node.expression, file);
    case "TupleConstructor":
    case "ObjectConstructor":
    case "ForExpression":
      return first(1);
    case "NumberLiteral":
    case "BooleanLiteral":
    case "NullLiteral":
    case "ScopeTraversal":
    case "RelativeTraversal":
    case "SplatItem":
    case "InvalidExpression":
      return node;
  }
}
