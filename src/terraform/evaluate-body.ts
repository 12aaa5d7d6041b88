import type { Attribute, Block, Expression } from "../hcl/ast.ts";
import { numberValue, objectValue, stringValue, takenFrom, withOrigins } from "../values/construct.ts";
import { evaluate } from "../values/evaluate.ts";
import { fromInteger } from "../values/number.ts";
import type { SourceText } from "../values/origin.ts";
import type { Names, Scope } from "../values/scope.ts";
import { typeName } from "../values/type-name.ts";
import type { Value } from "../values/value.ts";
import { mergeBodies, type BlockContent } from "./block-content.ts";
import { errorAt, type ModuleDiagnostic } from "./diagnostic.ts";
import type { Argument, EvaluatedBody, NestedBlock } from "./evaluated-body.ts";
import { headOf, rangeOf, type SourceRange, type Sourced } from "./source-range.ts";

/** The scope in which the expressions of a file are evaluated; `names` replaces the names of the module. */
export type ScopeOf = (file: SourceText, names?: Names) => Scope;

/** The arguments and blocks of a body. Each is evaluated when it is asked for, and once. */
export function evaluateBody(content: BlockContent, scope: ScopeOf, place: SourceRange | null): EvaluatedBody {
  const { attributes } = content;
  const known = new Map<string, Argument>();
  let blocks: readonly NestedBlock[] | undefined;
  return {
    place,
    names: () => [...attributes.keys()],
    argument(name) {
      const attribute = attributes.get(name);
      if (!attribute) return undefined;
      const argument = known.get(name) ?? evaluateArgument(attribute, scope);
      known.set(name, argument);
      return argument;
    },
    blocks(type) {
      blocks ??= content.blocks.flatMap((block) =>
        block.node.kind.text === "dynamic" ? expand(block, scope) : [nested(block, scope)],
      );
      return type === undefined ? blocks : blocks.filter((block) => block.type === type);
    },
  };
}

function evaluateArgument(attribute: Sourced<Attribute>, scope: ScopeOf): Argument {
  const { node, file } = attribute;
  const { value, diagnostics } = evaluate(node.value, scope(file));
  return { name: node.name.text, value, place: rangeOf(attribute), attribute: node, diagnostics };
}

function nested(block: Sourced<Block>, scope: ScopeOf): NestedBlock {
  const place = headOf(block);
  const content = mergeBodies([{ node: block.node.body, file: block.file }]);
  const body = evaluateBody(content, scope, place);
  return { type: block.node.kind.text, place, body, because: null, diagnostics: [] };
}

/** The blocks that `dynamic "type" { for_each = … content {} }` stands for. */
function expand(block: Sourced<Block>, scope: ScopeOf): readonly NestedBlock[] {
  const type = block.node.labels[0]?.text ?? "";
  const place = headOf(block);
  const dynamic = mergeBodies([{ node: block.node.body, file: block.file }]);
  const content = dynamic.blocks.find(({ node }) => node.kind.text === "content");
  const source = dynamic.attributes.get("for_each");
  if (!content || !source) return [];
  const unclear = (because: string, diagnostics: readonly ModuleDiagnostic[] = []): readonly NestedBlock[] => [
    { type, place, body: null, because, diagnostics },
  ];

  const { value, diagnostics } = evaluate(source.node.value, scope(source.file));
  if (value.kind === "unknown") return unclear(value.reason, diagnostics);
  if (value.kind !== "sequence" && value.kind !== "mapping") {
    const error = unsuitable(value, rangeOf({ node: source.node.value, file: source.file }));
    return unclear("its for_each can't be repeated over", [...diagnostics, error]);
  }
  const iterator = keyword(dynamic.attributes.get("iterator")?.node.value) ?? type;
  const inner = mergeBodies([{ node: content.node.body, file: content.file }]);
  return iterations(value).map((iteration) => {
    const scopeWithIterator: ScopeOf = (file, names) => {
      const outer = scope(file, names);
      return { ...outer, names: withName(outer.names, iterator, iteration) };
    };
    const body = evaluateBody(inner, scopeWithIterator, place);
    return { type, place, body, because: null, diagnostics: [] };
  });
}

/** `{ key, value }` of each element. */
function iterations(collection: Extract<Value, { kind: "sequence" | "mapping" }>): readonly Value[] {
  const pairs: [key: Value, value: Value][] =
    collection.kind === "mapping"
      ? Array.from(collection.entries, ([key, element]) => [stringValue(key), element])
      : collection.elements.map((element, index) => [
          collection.type.kind === "set" ? element : numberValue(fromInteger(index)),
          element,
        ]);
  return pairs.map(([key, element]) =>
    objectValue([
      ["key", withOrigins(key, key.origins ?? collection.origins)],
      ["value", takenFrom(collection, element)],
    ]),
  );
}

function unsuitable(value: Value, place: SourceRange): ModuleDiagnostic {
  const detail =
    value.kind === "null"
      ? "Cannot use a null value in for_each."
      : `Cannot use a ${typeName(value.type)} value in for_each. An iterable collection is required.`;
  return errorAt(place, "Invalid dynamic for_each value", detail);
}

/** The name that an expression is, when it is nothing but a name. */
export function keyword(expression: Expression | undefined): string | null {
  return expression?.type === "ScopeTraversal" && expression.steps.length === 0 ? expression.root.text : null;
}

/** The names of a scope, and one more that hides an equal one. */
function withName(names: Names | null, name: string, value: Value): Names {
  return {
    check: (reference, scope) => (reference.root.text === name ? null : (names?.check(reference, scope) ?? null)),
    resolve(reference, scope) {
      if (reference.root.text === name || !names) return { value, steps: 0 };
      return names.resolve(reference, scope);
    },
  };
}
