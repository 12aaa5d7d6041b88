import type { Expression } from "../hcl/ast.ts";

export type Literal = string | number | boolean | null | readonly Literal[] | { readonly [name: string]: Literal };

/** What an expression of literals says; `undefined` when it holds anything that has to be evaluated. */
export function literal(expression: Expression): Literal | undefined {
  switch (expression.type) {
    case "BooleanLiteral":
      return expression.value;
    case "NullLiteral":
      return null;
    case "NumberLiteral":
      return Number(expression.raw);
    case "Template": {
      const texts = expression.parts.map((part) => (part.type === "StringLiteral" ? part.value : undefined));
      return texts.includes(undefined) ? undefined : texts.join("");
    }
    case "TupleConstructor": {
      const items = expression.items.map(literal);
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case "ObjectConstructor": {
      const entries = expression.items.map(({ key, value }) => [
        key.bareName ?? literal(key.expression),
        literal(value),
      ]);
      return entries.every(([key, value]) => typeof key === "string" && value !== undefined)
        ? (Object.fromEntries(entries) as Literal)
        : undefined;
    }
    default:
      return undefined;
  }
}
