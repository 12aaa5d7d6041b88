import type { Attribute, Block, Expression, Range, StringLiteral } from "../hcl/ast.ts";
import { parseConstraint, type Constraint, type Dialect, type InvalidConstraint } from "../versions/constraint.ts";
import { requirementItem, type RequiredProvider } from "./nouns.ts";
import type { Edit, Listeners } from "./rule.ts";

/** A version constraint as it stands in a file, written out as a string. */
export interface WrittenConstraint {
  readonly node: Expression;
  readonly text: string;
  readonly meaning: Constraint | InvalidConstraint;
  /** Puts another text into the same quotes; `undefined` where escapes or several parts make that unsafe. */
  replacement(text: string): Edit | undefined;
}

/** The constraint that an expression is; `null` when it isn't a string without interpolation. */
export function writtenConstraint(
  node: Expression,
  dialect: Dialect,
  sourceOf: (range: Range) => string,
): WrittenConstraint | null {
  const part = onlyPart(node);
  if (!part) return null;
  const { start, end, value: text } = part;
  return {
    node,
    text,
    meaning: parseConstraint(text, dialect),
    replacement: (other) =>
      sourceOf({ start, end }) === text && /^[^"\\$%]*$/u.test(other)
        ? { range: [start, end], text: other }
        : undefined,
  };
}

/** The `version` of an entry of `required_providers`, in both of its forms. */
export function requiredVersion(requirement: RequiredProvider): Expression | null {
  const { value } = requirement.attribute;
  return value.type === "ObjectConstructor" ? (requirementItem(requirement, "version")?.value ?? null) : value;
}

/**
 * Listens to every expression that Terraform reads as a version constraint. `mustBeString` is true where a number is an error: in the
 * object form of `required_providers`. Elsewhere it is converted.
 */
export function constraintListeners(
  visit: (node: Expression, dialect: Dialect, mustBeString: boolean) => void,
): Listeners {
  const argument = (block: Block, name: string, dialect: Dialect): void => {
    const attribute = attributeOf(block, name);
    if (attribute) visit(attribute.value, dialect, false);
  };
  return {
    RequiredProvider(node) {
      const version = requiredVersion(node);
      if (version) visit(version, "provider", version !== node.attribute.value);
    },
    ProviderBlock({ block }) {
      argument(block, "version", "provider");
    },
    ModuleBlock({ block }) {
      argument(block, "version", "module");
    },
    TerraformBlock({ block }) {
      argument(block, "required_version", "core");
    },
  };
}

/** The text of a string without interpolation; `null` for any other expression. */
export function literalText(node: Expression): string | null {
  return onlyPart(node)?.value ?? null;
}

export function attributeOf(block: Block, name: string): Attribute | undefined {
  return block.body.items.find((item): item is Attribute => item.type === "Attribute" && item.name.text === name);
}

function onlyPart(node: Expression): StringLiteral | null {
  if (node.type !== "Template" || node.parts.length > 1) return null;
  const [part] = node.parts;
  if (part) return part.type === "StringLiteral" ? part : null;
  // `""` has no parts: the place between its quotes.
  return { type: "StringLiteral", value: "", start: node.start + 1, end: node.end - 1 };
}
