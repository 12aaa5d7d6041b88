import type { Body, Expression, TemplatePart } from "../../src/hcl/ast.ts";
import { parse } from "../../src/hcl/parse.ts";
import type { Argument, Arguments, ArgumentValue, NestedBlock } from "../../src/aws/consumer.ts";

/** The arguments of the `provider "aws"` block of a case; literals, variables and locals are all that the cases have. */
export function providerArguments(
  source: string,
  alias: string | null,
  environment: Readonly<Record<string, string>>,
): { arguments: Arguments; errors: readonly { summary: string; detail: string }[] } {
  const { body, errors } = parse(source, "main.tf");
  const scope = new Map<string, () => Argument>();
  for (const item of body.items) {
    if (item.type !== "Block") continue;
    const [label] = item.labels;
    if (item.kind.text === "variable" && label) {
      const given = environment[`TF_VAR_${label.text}`];
      const fallback = item.body.items.find((other) => other.type === "Attribute" && other.name.text === "default");
      scope.set(`var.${label.text}`, () =>
        given !== undefined
          ? known(given)
          : fallback?.type === "Attribute"
            ? evaluate(fallback.value, scope)
            : { known: false, because: `var.${label.text} has no value`, places: [] },
      );
    }
    if (item.kind.text === "locals") {
      for (const local of item.body.items) {
        if (local.type === "Attribute") scope.set(`local.${local.name.text}`, () => evaluate(local.value, scope));
      }
    }
  }
  const block = body.items.find(
    (item) => item.type === "Block" && item.kind.text === "provider" && (aliasOf(item.body) ?? null) === alias,
  );
  const empty: Arguments = { place: null, attributes: new Map(), blocks: [] };
  return { arguments: block?.type === "Block" ? read(block.body, scope) : empty, errors };
}

type Scope = ReadonlyMap<string, () => Argument>;

function aliasOf(body: Body): string | undefined {
  const alias = body.items.find((item) => item.type === "Attribute" && item.name.text === "alias");
  const value = alias?.type === "Attribute" ? evaluate(alias.value, new Map()) : undefined;
  return value?.known === true ? (value.value as string) : undefined;
}

function read(body: Body, scope: Scope): Arguments {
  const attributes = new Map<string, Argument>();
  const blocks: NestedBlock[] = [];
  for (const item of body.items) {
    if (item.type === "Attribute") {
      if (item.name.text !== "alias") attributes.set(item.name.text, evaluate(item.value, scope));
    } else blocks.push({ kind: item.kind.text, arguments: read(item.body, scope), place: null });
  }
  return { place: null, attributes, blocks };
}

const known = (value: ArgumentValue): Argument => ({ known: true, value, places: [] });

function evaluate(expression: Expression, scope: Scope): Argument {
  switch (expression.type) {
    case "NullLiteral":
      return known(null);
    case "BooleanLiteral":
      return known(expression.value);
    case "NumberLiteral":
      return known(Number(expression.raw));
    case "Template":
      return known(expression.parts.map((part) => textOf(part, scope)).join(""));
    case "TupleConstructor":
      return known(expression.items.map((item) => evaluate(item, scope)));
    case "ObjectConstructor":
      return known(
        Object.fromEntries(expression.items.map(({ key, value }) => [key.bareName ?? "?", evaluate(value, scope)])),
      );
    case "Conditional": {
      const condition = evaluate(expression.condition, scope);
      const truth = condition.known && (condition.value === true || condition.value === "true");
      return evaluate(truth ? expression.consequent : expression.alternate, scope);
    }
    case "ScopeTraversal": {
      const [step] = expression.steps;
      const name = `${expression.root.text}.${step?.type === "AttributeStep" ? step.name : ""}`;
      const value = scope.get(name);
      return value
        ? value()
        : { known: false, because: `${name} is known only after apply`, afterApply: true, places: [] };
    }
    default:
      throw new Error(`no case has ${expression.type}`);
  }
}

function textOf(part: TemplatePart, scope: Scope): string {
  if (part.type === "StringLiteral") return part.value;
  const value = part.type === "Interpolation" ? evaluate(part.expression, scope) : null;
  return value?.known === true && typeof value.value === "string" ? value.value : "?";
}
