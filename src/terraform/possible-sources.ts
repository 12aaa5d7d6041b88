import type {
  Block,
  Expression,
  FunctionCall,
  ObjectConstructor,
  ParsedFile,
  Template,
  TraversalStep,
} from "../hcl/ast.ts";
import { originsOf, type SourceText } from "../values/origin.ts";
import type { StringValue, Value } from "../values/value.ts";
import { attributeOf, declarationsOf } from "./declarations.ts";
import type { Module, ModuleCall } from "./module.ts";
import type { SourceRange } from "./source-range.ts";
import { valueFlow } from "./value-flow.ts";

/** A literal that may become (a part of) what an expression comes to, whatever the variables of a run select. */
export interface PossibleLiteral extends SourceRange {
  /** The whole value that arrives. */
  readonly text: string;
  /** The names it passes on its way, nearest to the expression first: `var.secret`, `module.keys`, `local.creds`. */
  readonly through: readonly string[];
}

/** What of a module values can flow through. */
export interface FlowModule extends Pick<Module, "address" | "files" | "call" | "evaluate"> {
  readonly parent: FlowModule | null;
  children(): readonly (Pick<ModuleCall, "name" | "block"> & { readonly instances: readonly FlowModule[] })[];
}

/** The values of variables that files beside a root module give, loaded by a plan or not. */
export type VariableFiles = (module: FlowModule) => readonly ParsedFile[];

/** One element of a collection: its key, or `null` for any of them. */
type Step = string | null;

interface Place {
  readonly expression: Expression;
  /** What is asked of the expression's value: an element of an element of it. */
  readonly steps: readonly Step[];
  readonly module: FlowModule;
  readonly file: SourceText;
  /** What the names of `for_each` and of `for` stand for. */
  readonly bindings: Bindings;
  readonly through: readonly string[];
  /** Other text stands around what comes from here. */
  readonly isPart: boolean;
}

type Bindings = ReadonlyMap<string, Omit<Place, "through" | "isPart">>;
type Target = Pick<Place, "expression"> & Partial<Place>;

const noBindings: Bindings = new Map();

/** How many places are looked at for one expression: more than any configuration has that people write. */
const limit = 20_000;
/** A literal between other text counts only when it is long enough to be most of a credential. */
const shortestPart = 16;
/** A piece of a value that is put together counts when it is longer than separators are. Quotes included. */
const shortestPiece = 10;

/** Where the value of an expression may come from, and which variables it passes. */
export interface PossibleSources {
  readonly literals: readonly PossibleLiteral[];
  /** The `variable` blocks on the way. */
  readonly variables: ReadonlySet<Block>;
}

/**
 * All literals that an expression may come to, and where each stands: both branches of a conditional, every argument of
 * `coalesce` and `try`, the default of a variable as well as each file and call that sets it.
 */
export function possibleSources(
  expression: Expression,
  module: FlowModule,
  file: SourceText,
  variableFiles: VariableFiles,
  steps: readonly (string | null)[] = [],
): PossibleSources {
  const literals: PossibleLiteral[] = [];
  const variables = new Set<Block>();
  const seen = new Map<Expression, Set<string>>();
  const pending: Place[] = [{ expression, steps, module, file, bindings: noBindings, through: [], isPart: false }];
  for (let place = pending.pop(), count = 0; place && count < limit; place = pending.pop(), count++) {
    const visit = `${place.module.address}\0${place.steps.join("\0")}`;
    const visits = seen.get(place.expression) ?? new Set();
    if (visits.has(visit)) continue;
    seen.set(place.expression, visits.add(visit));
    for (const variable of variablesAt(place)) variables.add(variable);
    const targets = sources(place, variableFiles);
    if (targets) pending.push(...targets.map((target) => ({ ...place, ...target })).reverse());
    else literals.push(...literalsAt(place));
  }
  return { literals, variables };
}

/** The blocks that declare the variable which an expression refers to. */
function variablesAt({ expression, module, bindings }: Place): Block[] {
  if (expression.type !== "ScopeTraversal" || expression.root.text !== "var" || bindings.has("var")) return [];
  const [step] = expression.steps;
  const name = step && stepOf(step);
  return module.files.flatMap((file) => declarationsOf(file).variables.get(name ?? "")?.block ?? []);
}

/** Where the value of an expression may come from; `null` when it is made here. */
function sources(place: Place, variableFiles: VariableFiles): readonly Target[] | null {
  const { expression, steps } = place;
  switch (expression.type) {
    case "Parentheses":
      return [{ expression: expression.expression }];
    case "Conditional":
      return [{ expression: expression.consequent }, { expression: expression.alternate }];
    case "FunctionCall":
      return throughFunction(expression, steps);
    case "Template":
      return throughTemplate(expression, place);
    case "ObjectConstructor":
      return steps.length === 0 ? [] : items(expression, steps);
    case "TupleConstructor": {
      const [index, ...rest] = steps;
      if (index === undefined) return [];
      return expression.items
        .filter((_, at) => index === null || index === String(at))
        .map((item) => ({ expression: item, steps: rest }));
    }
    case "Index":
      return [{ expression: expression.collection, steps: [literalText(expression.key), ...steps] }];
    case "RelativeTraversal":
      return [{ expression: expression.source, steps: [...expression.steps.map(stepOf), ...steps] }];
    case "Splat": {
      const each = expression.each.type === "RelativeTraversal" ? expression.each.steps.map(stepOf) : [];
      return [{ expression: expression.source, steps: [null, ...each, ...steps.slice(1)] }];
    }
    case "ForExpression": {
      const collection = { ...place, expression: expression.collection, steps: [null] };
      const bindings = new Map(place.bindings).set(expression.value.text, collection);
      return [{ expression: expression.valueResult, steps: steps.slice(1), bindings }];
    }
    case "ScopeTraversal":
      return referred(place, expression.root.text, [...expression.steps.map(stepOf), ...steps], variableFiles);
    case "NumberLiteral":
    case "BooleanLiteral":
    case "NullLiteral":
    case "BinaryOperation":
    case "UnaryOperation":
    case "SplatItem":
    case "InvalidExpression":
      return null;
  }
}

function throughFunction({ name, arguments: given }: FunctionCall, steps: readonly Step[]): Target[] | null {
  const [first] = given;
  if (!first) return null;
  switch (valueFlow(name.text)) {
    case "any-argument":
      return given.map((expression) => ({ expression }));
    case "first-argument":
      return [{ expression: first }];
    case "element":
      return [{ expression: first, steps: [null, ...steps] }];
    case "elements":
      return [{ expression: first, steps: [null, ...steps.slice(1)] }];
    case "lookup": {
      const [, key, fallback] = given;
      const element = { expression: first, steps: [key ? literalText(key) : null, ...steps] };
      return fallback ? [element, { expression: fallback }] : [element];
    }
    case null:
      return null;
  }
}

/** `"${x}"` is `x`. Longer text that isn't known as a whole is looked into for what is most of a credential. */
function throughTemplate(template: Template, { module, file }: Place): Target[] | null {
  const { parts } = template;
  const interpolations = parts.filter((part) => part.type === "Interpolation");
  if (interpolations.length === 0) return null;
  const isPart = parts.length > 1;
  if (isPart && isText(module.evaluate(template, file).value)) return null;
  return interpolations.map(({ expression }) => (isPart ? { expression, isPart } : { expression }));
}

function items(object: ObjectConstructor, [key, ...rest]: readonly Step[]): Target[] {
  return object.items
    .filter((item) => {
      const name = item.key.bareName ?? literalText(item.key.expression);
      return key === null || name === null || name === key;
    })
    .map((item) => ({ expression: item.value, steps: rest }));
}

/** Follows a reference: `var.x`, `local.x`, `module.x.y`, `each.value`, or the name that a `for` gives. */
function referred(place: Place, root: string, steps: readonly Step[], variableFiles: VariableFiles): Target[] {
  const [name = null, ...rest] = steps;
  const isElement = root === "each" && name === "value" && !place.bindings.has("each");
  const bound = place.bindings.get(isElement ? "each.value" : root);
  if (bound) return [{ ...bound, steps: [...bound.steps, ...(isElement ? rest : steps)] }];
  if (name === null) return [];
  const here = { ...place, steps: rest, bindings: noBindings, through: [...place.through, `${root}.${name}`] };
  switch (root) {
    case "var":
      return settings(place.module, name, variableFiles).map((setting) => ({ ...here, ...setting }));
    case "local":
      return place.module.files.flatMap((file) => {
        const expression = declarationsOf(file).locals.get(name);
        return expression ? [{ ...here, expression, file }] : [];
      });
    case "module":
      return outputs(place.module, name, rest).map((output) => ({ ...here, ...output }));
    default:
      return [];
  }
}

/** All that gives a variable of a module its value: its default, variables files beside a root, the call of a child. */
function settings(module: FlowModule, name: string, variableFiles: VariableFiles): Target[] {
  const found: Target[] = [];
  for (const file of module.files) {
    const expression = declarationsOf(file).variables.get(name)?.defaultValue;
    if (expression) found.push({ expression, file });
  }
  if (module.parent && module.call) {
    const { node, file } = module.call;
    const expression = attributeOf(node.body, name)?.value;
    if (expression)
      found.push({ expression, file, module: module.parent, bindings: repetition(node, file, module.parent) });
    return found;
  }
  for (const file of variableFiles(module)) {
    const expression = attributeOf(file.body, name)?.value;
    if (expression) found.push({ expression, file });
  }
  return found;
}

/** `each.value` in a block is any element of its `for_each`. */
function repetition({ body }: Block, file: SourceText, module: FlowModule): Bindings {
  const collection = attributeOf(body, "for_each")?.value;
  if (!collection) return noBindings;
  return new Map([["each.value", { expression: collection, steps: [null], module, file, bindings: noBindings }]]);
}

function outputs(module: FlowModule, callName: string, steps: readonly Step[]): Target[] {
  const call = module.children().find(({ name }) => name === callName);
  if (!call) return [];
  const { body } = call.block.node;
  const repeats = attributeOf(body, "count") ?? attributeOf(body, "for_each");
  const [name, ...rest] = repeats ? steps.slice(1) : steps;
  if (name === undefined || name === null) return [];
  return call.instances.flatMap((instance) =>
    instance.files.flatMap((file) => {
      const expression = declarationsOf(file).outputs.get(name);
      return expression ? [{ expression, file, module: instance, steps: rest }] : [];
    }),
  );
}

/** The literals behind a value that is made at this place: itself, or those that evaluation puts together. */
function literalsAt({ expression, steps, module, file, through, isPart }: Place): PossibleLiteral[] {
  if (expression.type === "NullLiteral" || expression.type === "BooleanLiteral") return [];
  const own = steps.length === 0 ? literalText(expression) : null;
  if (own !== null) {
    const isEnough = own.length >= (isPart ? shortestPart : 1);
    return isEnough ? [{ file, start: expression.start, end: expression.end, text: own, through }] : [];
  }
  const value = element(module.evaluate(expression, file).value, steps);
  return isText(value) ? piecesOf(value).map((piece) => ({ ...piece, text: value.text, through })) : [];
}

/** Where the text of a value came from: its longer pieces, or the longest when all are short. */
function piecesOf(value: Value): SourceRange[] {
  const pieces = originsOf(value)
    .filter((origin) => origin.kind === "file")
    .sort((a, b) => b.end - b.start - (a.end - a.start));
  const long = pieces.filter(({ start, end }) => end - start >= shortestPiece);
  return (long.length > 0 ? long : pieces.slice(0, 1)).map(({ file, start, end }) => ({ file, start, end }));
}

/** An element of an element of a value. One without origins of its own has those of its collection. */
function element(value: Value, steps: readonly Step[]): Value | null {
  let current = value;
  for (const step of steps) {
    let inner: Value | undefined;
    if (current.kind === "mapping") inner = step === null ? undefined : current.entries.get(step);
    else if (current.kind === "sequence") inner = current.elements[Number(step ?? NaN)];
    if (!inner) return null;
    current = inner.origins === null ? { ...inner, origins: current.origins } : inner;
  }
  return current;
}

function isText(value: Value | null): value is StringValue {
  return value?.kind === "string" && value.text !== "";
}

/** The text of an expression that is nothing but a literal; `null` for any other. */
function literalText(expression: Expression): string | null {
  if (expression.type === "NumberLiteral") return expression.raw;
  if (expression.type !== "Template") return null;
  let text = "";
  for (const part of expression.parts) {
    if (part.type !== "StringLiteral") return null;
    text += part.value;
  }
  return text;
}

function stepOf(step: TraversalStep): Step {
  if (step.type === "AttributeStep") return step.name;
  return step.key.kind === "string" ? step.key.value : step.key.raw;
}
