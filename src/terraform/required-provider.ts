import type { Attribute, Expression, ScopeTraversal } from "../hcl/ast.ts";
import type { Program } from "../values/scope.ts";
import type { Configuration } from "./configuration.ts";
import { stringLiteral } from "./literal.ts";
import type { RequiredProvider } from "./module.ts";
import { impliedProvider, parseProviderSource, type ProviderAddress } from "./provider-address.ts";
import { rangeOf, type Sourced } from "./source-range.ts";

const known = new WeakMap<Configuration, readonly RequiredProvider[]>();

/** The entries of `required_providers` of a module. */
export function requiredProviders(configuration: Configuration, program: Program): readonly RequiredProvider[] {
  const read =
    known.get(configuration) ??
    Array.from(configuration.requiredProviders.values(), (entry) => readRequiredProvider(entry, program));
  known.set(configuration, read);
  return read;
}

/** An entry of `required_providers`, in the object form or in the form of Terraform 0.12: `aws = "~> 3.0"`. */
function readRequiredProvider(entry: Sourced<Attribute>, program: Program): RequiredProvider {
  const { node, file } = entry;
  const localName = node.name.text;
  const items = requirementItems(node.value);
  const constraint = items ? items.get("version") : node.value;
  const constraintText = constraint ? stringLiteral(constraint) : null;
  const sourceExpression = items?.get("source");
  const source = sourceExpression ? stringLiteral(sourceExpression) : null;
  return {
    localName,
    provider: providerOf(localName, source, program),
    constraint: constraintText,
    constraintPlace: constraint && constraintText !== null ? rangeOf({ node: constraint, file }) : null,
    source,
    place: rangeOf(entry),
    configurationAliases: aliasesOf(items?.get("configuration_aliases")),
  };
}

/** The values of an entry in the object form by key, the last of equal ones; `null` for the other form. */
function requirementItems(expression: Expression): ReadonlyMap<string, Expression> | null {
  if (expression.type !== "ObjectConstructor") return null;
  const items = new Map<string, Expression>();
  for (const { key, value } of expression.items) {
    const name = key.bareName ?? stringLiteral(key.expression);
    if (name !== null) items.set(name, value);
  }
  return items;
}

function providerOf(localName: string, source: string | null, program: Program): ProviderAddress {
  const address = source === null ? null : parseProviderSource(source, program);
  return address && "host" in address ? address : impliedProvider(localName, program);
}

/** The aliases in `[aws.src, aws.dst]`. */
function aliasesOf(expression: Expression | undefined): readonly string[] {
  if (expression?.type !== "TupleConstructor") return [];
  return expression.items.flatMap((item) => {
    const reference = providerReference(item);
    return reference?.alias == null ? [] : [reference.alias];
  });
}

/** A reference to a provider configuration: `aws`, `aws.west`, and with OpenTofu `aws.by["eu"]`. */
export interface ProviderReference {
  readonly localName: string;
  readonly alias: string | null;
  /** What stands in brackets behind it; `null`: nothing. */
  readonly key: Expression | null;
}

export function providerReference(expression: Expression): ProviderReference | null {
  if (expression.type === "ScopeTraversal") return traversalReference(expression);
  if (expression.type === "Index") {
    const base = providerReference(expression.collection);
    return base && { ...base, key: expression.key };
  }
  // The spelling of JSON, and of Terraform 0.11.
  const [localName, alias, ...rest] = stringLiteral(expression)?.split(".") ?? [];
  return localName === undefined || localName === "" || rest.length > 0
    ? null
    : { localName, alias: alias ?? null, key: null };
}

function traversalReference({ root, steps: [first, second] }: ScopeTraversal): ProviderReference | null {
  if (!first) return { localName: root.text, alias: null, key: null };
  if (first.type !== "AttributeStep") return null;
  const reference = { localName: root.text, alias: first.name, key: null };
  if (!second) return reference;
  return second.type === "IndexStep" && second.key.kind === "string"
    ? { ...reference, key: literalKey(second.key.value, second) }
    : null;
}

function literalKey(value: string, { start, end }: { start: number; end: number }): Expression {
  return { type: "Template", form: "quoted", start, end, parts: [{ type: "StringLiteral", start, end, value }] };
}
