import { goQuote } from "../hcl/go-quote.ts";
import type { Expression, FunctionCall, ObjectConstructor, Range } from "../hcl/ast.ts";
import { parseExpression } from "../hcl/parse.ts";
import { sortedEntries } from "./construct.ts";
import { ConversionError, convert } from "./convert.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { evaluate } from "./evaluate.ts";
import type { Scope } from "./scope.ts";
import { boolType, dynamicType, numberType, objectType, stringType, tupleType, type Type } from "./type.ts";
import { collectionDefaults, structureDefaults, type TypeDefaults } from "./type-defaults.ts";
import type { Value } from "./value.ts";

/** What a type expression says: `object({ a = optional(string, "x") })`. */
export interface TypeConstraint {
  /** Where the expression is wrong, `dynamic` stands for it. */
  readonly type: Type;
  /** What stands in the place of attributes that are left out; `null` when nothing does. */
  readonly defaults: TypeDefaults | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the type constraint of a variable (HCL's `typeexpr.TypeConstraintWithDefaults`). */
export function typeConstraint(expression: Expression, scope: Scope): TypeConstraint {
  const diagnostics: Diagnostic[] = [];
  const { type, defaults } = new Reader(scope, diagnostics).read(unquoted(expression));
  return { type, defaults, diagnostics };
}

/** In JSON a type is the text of an expression. */
function unquoted(expression: Expression): Expression {
  if (expression.type !== "Template" || expression.form !== "json") return expression;
  const [only, ...others] = expression.parts;
  if (only?.type !== "StringLiteral" || others.length > 0) return expression;
  const parsed = parseExpression(only.value, "");
  return parsed.errors.length > 0 ? expression : parsed.expression;
}

interface Constraint {
  readonly type: Type;
  readonly defaults: TypeDefaults | null;
}

const invalidType = "Invalid type specification";

const keywords: Readonly<Record<string, Type>> = {
  bool: boolType,
  string: stringType,
  number: numberType,
  any: dynamicType,
};

/** What each constructor wants to be given. */
const constructors: Readonly<Record<string, string>> = {
  list: "The list type constructor requires one argument specifying the element type.",
  set: "The set type constructor requires one argument specifying the element type.",
  map: "The map type constructor requires one argument specifying the element type.",
  object: "The object type constructor requires one argument specifying the attribute types and values as a map.",
  tuple: "The tuple type constructor requires one argument specifying the element types as a list.",
};

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

function keywordOf(expression: Expression): string | null {
  if (expression.type === "ScopeTraversal" && expression.steps.length === 0) return expression.root.text;
  if (expression.type === "NullLiteral") return "null";
  return expression.type === "BooleanLiteral" ? String(expression.value) : null;
}

const argumentsOf = (call: FunctionCall): Range => ({ start: call.openParenthesis, end: call.closeParenthesis + 1 });

class Reader {
  readonly #scope: Scope;
  readonly #diagnostics: Diagnostic[];

  constructor(scope: Scope, diagnostics: Diagnostic[]) {
    this.#scope = scope;
    this.#diagnostics = diagnostics;
  }

  read(expression: Expression): Constraint {
    const keyword = keywordOf(expression);
    if (keyword !== null) return this.#keyword(keyword, expression);
    if (expression.type === "FunctionCall") return this.#constructed(expression);
    const detail =
      "A type specification is either a primitive type keyword (bool, number, string) or a complex type constructor call, like list(string).";
    return this.#fail(expression, detail);
  }

  #say({ start, end }: Range, detail: string, summary = invalidType): void {
    this.#diagnostics.push({ severity: "error", summary, detail, start, end, file: this.#scope.file });
  }

  #fail(place: Range, detail: string): Constraint {
    this.#say(place, detail);
    return { type: dynamicType, defaults: null };
  }

  #keyword(keyword: string, place: Range): Constraint {
    const type = own(keywords, keyword);
    if (type) return { type, defaults: null };
    return this.#fail(
      place,
      own(constructors, keyword) ?? `The keyword ${goQuote(keyword)} is not a valid type specification.`,
    );
  }

  #constructed(call: FunctionCall): Constraint {
    const name = call.name.text;
    if (own(keywords, name)) {
      const what = name === "any" ? "Type constraint keyword" : "Primitive type keyword";
      return this.#fail(argumentsOf(call), `${what} ${goQuote(name)} does not expect arguments.`);
    }
    const [argument, second] = call.arguments;
    const wanted = own(constructors, name);
    if (wanted !== undefined && (argument === undefined || second !== undefined)) {
      const extra = second && { start: second.start, end: call.arguments.at(-1)?.end ?? second.end };
      return this.#fail(extra ?? argumentsOf(call), wanted);
    }
    if (argument === undefined || wanted === undefined) {
      return name === "optional"
        ? this.#fail(call.name, 'Keyword "optional" is valid only as a modifier for object type attributes.')
        : this.#fail(call, `Keyword ${goQuote(name)} is not a valid type constructor.`);
    }
    if (name === "object") return this.#object(argument);
    if (name === "tuple") return this.#tuple(argument);
    const { type: element, defaults } = this.read(argument);
    return { type: { kind: name as "list" | "set" | "map", element }, defaults: collectionDefaults(defaults) };
  }

  #tuple(argument: Expression): Constraint {
    if (argument.type !== "TupleConstructor") {
      return this.#fail(argument, "Tuple type constructor requires a list of element types.");
    }
    const elements = argument.items.map((item) => this.read(item));
    const parts = elements.map(({ defaults }, index): [string, TypeDefaults | null] => [String(index), defaults]);
    return { type: tupleType(elements.map(({ type }) => type)), defaults: structureDefaults(new Map(), parts) };
  }

  #object(argument: Expression): Constraint {
    if (argument.type !== "ObjectConstructor") {
      const detail =
        "Object type constructor requires a map whose keys are attribute names and whose values are the corresponding attribute types.";
      return this.#fail(argument, detail);
    }
    return this.#attributes(argument);
  }

  #attributes({ items }: ObjectConstructor): Constraint {
    const types = new Map<string, Type>();
    const optional = new Set<string>();
    const presets = new Map<string, Value>();
    const parts: [string, TypeDefaults | null][] = [];
    for (const { key, value } of items) {
      const name = key.bareName;
      if (name === null || types.has(name)) {
        this.#say(key, `Object constructor map keys must be ${name === null ? "attribute names" : "unique"}.`);
        continue;
      }
      const modified = this.#optional(value);
      if (modified === null) continue;
      const { type, defaults } = this.read(modified.expression);
      if (modified.isOptional) optional.add(name);
      const preset = modified.preset && this.#preset(modified.preset.value, type, modified.preset.place);
      if (preset) presets.set(name, preset);
      types.set(name, type);
      parts.push([name, defaults]);
    }
    return { type: objectType(sortedEntries(types), optional), defaults: structureDefaults(presets, parts) };
  }

  /** What `optional(type, default)` says; of another expression that it is the type. `null` when there is no type. */
  #optional(expression: Expression): {
    readonly expression: Expression;
    readonly isOptional: boolean;
    readonly preset: { readonly value: Value; readonly place: Range } | null;
  } | null {
    if (expression.type !== "FunctionCall" || expression.name.text !== "optional") {
      return { expression, isOptional: false, preset: null };
    }
    const [type, preset, extra] = expression.arguments;
    if (type === undefined) {
      this.#say(argumentsOf(expression), "Optional attribute modifier requires the attribute type as its argument.");
      return null;
    }
    if (extra !== undefined) {
      const detail =
        "Optional attribute modifier expects at most two arguments: the attribute type, and a default value.";
      this.#say(argumentsOf(expression), detail);
      return { expression: type, isOptional: false, preset: null };
    }
    if (preset === undefined) return { expression: type, isOptional: true, preset: null };
    const { value, diagnostics } = evaluate(preset, { ...this.#scope, names: null, functionCalls: false });
    this.#diagnostics.push(...diagnostics);
    if (diagnostics.length > 0) return { expression: type, isOptional: false, preset: null };
    return { expression: type, isOptional: true, preset: { value, place: preset } };
  }

  #preset(value: Value, type: Type, place: Range): Value | null {
    try {
      return convert(value, type);
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      const reason = error.describe(this.#scope.program);
      const detail = `This default value is not compatible with the attribute's type constraint: ${reason}.`;
      this.#say(place, detail, "Invalid default value for optional attribute");
      return null;
    }
  }
}
