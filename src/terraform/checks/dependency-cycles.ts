import type { Block, Body, Expression, ScopeTraversal } from "../../hcl/ast.ts";
import { references } from "../../values/references.ts";
import { joinAddress } from "../address.ts";
import type { CallOfModule } from "../call.ts";
import { resourceKey } from "../configuration.ts";
import type { Declaration } from "../declaration.ts";
import type { ModuleInstance } from "../instance.ts";
import { providerKey } from "../provider-address.ts";
import { resourceProviders } from "../resource-providers.ts";
import type { RootInstance } from "../root.ts";

/**
 * The circles among the things of a configuration that need each other's values, as Terraform names their members. Told from what is written, also
 * where an evaluation would not come to the reference.
 */
export function dependencyCycles(root: RootInstance): readonly (readonly string[])[] {
  const graph = new Graph();
  for (const module of root.moduleTree()) addModule(graph, module);
  return graph.cycles();
}

function addModule(graph: Graph, module: ModuleInstance): void {
  const { configuration } = module;
  const prefix = pathOf(module);
  const { caller } = module;
  // Nothing of a module can be told before it is known how often it is called.
  const expand = caller && joinAddress(pathOf(caller.parent), `module.${caller.call.name} (expand)`);
  const add = (label: string, expressions: Iterable<Expression>): void => {
    const needs: string[] = [];
    for (const expression of expressions) {
      for (const reference of references(expression)) needs.push(...neededBy(reference, module));
    }
    graph.add(joinAddress(prefix, label), expand === null ? needs : [...needs, expand]);
  };
  for (const [name, { node }] of configuration.locals) add(`local.${name} (expand)`, [node.value]);
  for (const [name, output] of configuration.outputs) {
    add(`output.${name} (expand)`, attributes(output, ["value"]));
    graph.add(`${prefix} (close)`, [joinAddress(prefix, `output.${name} (expand)`)]);
  }
  for (const call of module.children()) addCall(graph, module, call, add);
  for (const [key, declaration] of configuration.providers) {
    const { provider } = module.providerConfiguration(...splitKey(key)) ?? {};
    if (!provider) continue;
    const label = providerLabel(prefix, providerKey(provider), splitKey(key)[1]);
    graph.add(
      label,
      [...expressionsIn(declaration.block.node.body)]
        .flatMap(references)
        .flatMap((reference) => neededBy(reference, module)),
    );
  }
  for (const [key, declaration] of configuration.resources) {
    const label = key.startsWith("managed ") ? key.slice(8) : key.replace(" ", ".");
    add(label, expressionsIn(declaration.block.node.body));
  }
  for (const { resource, reference } of resourceProviders(configuration)) {
    const configured = module.providerConfiguration(reference.localName, reference.alias);
    const [type, name] = resource.block.node.labels;
    if (!configured?.block || !type || !name) continue;
    const kind = resource.block.node.kind.text;
    const label = `${kind === "resource" ? "" : `${kind}.`}${type.text}.${name.text}`;
    const owner = configured.module === module ? prefix : pathOfAddress(configured.module.address);
    graph.add(joinAddress(prefix, label), [providerLabel(owner, providerKey(configured.provider), configured.alias)]);
  }
}

/** The call itself decides how often it repeats; what it passes belongs to the variables of the module. */
function addCall(
  graph: Graph,
  module: ModuleInstance,
  call: CallOfModule,
  add: (label: string, expressions: Iterable<Expression>) => void,
): void {
  add(`module.${call.name} (expand)`, attributes(call.declaration, ["count", "for_each"]));
  const child = call.representative;
  if (!child) return;
  const expand = joinAddress(pathOf(module), `module.${call.name} (expand)`);
  for (const name of child.configuration.variables.keys()) {
    add(`module.${call.name}.var.${name} (expand)`, attributes(call.declaration, [name]));
    graph.add(joinAddress(pathOf(child), `var.${name} (expand)`), [expand]);
  }
}

function* attributes(declaration: Declaration, names: readonly string[]): Iterable<Expression> {
  for (const name of names) {
    const attribute = declaration.attribute(name);
    if (attribute) yield attribute.node.value;
  }
}

function* expressionsIn(body: Body): Iterable<Expression> {
  for (const item of body.items) {
    if (item.type === "Attribute") yield item.value;
    else if (!isStatic(item)) yield* expressionsIn(item.body);
  }
}

const isStatic = ({ kind }: Block): boolean => kind.text === "lifecycle";

/** The labels of what a reference needs. */
function neededBy({ root, steps }: ScopeTraversal, module: ModuleInstance): readonly string[] {
  const prefix = pathOf(module);
  const [first, second] = steps.map((step) => (step.type === "AttributeStep" ? step.name : null));
  const { configuration } = module;
  switch (root.text) {
    case "local":
      return first != null && configuration.locals.has(first) ? [joinAddress(prefix, `local.${first} (expand)`)] : [];
    case "var":
      return first != null && prefix !== "" ? [`${prefix}.var.${first} (expand)`] : [];
    case "module": {
      const child = first == null ? null : module.child(first)?.representative;
      if (!child || first == null) return [];
      const path = pathOf(child);
      const output = steps.slice(1).find((step) => step.type === "AttributeStep");
      return output?.type === "AttributeStep" && child.configuration.outputs.has(output.name)
        ? [`${path}.output.${output.name} (expand)`]
        : [`${path} (close)`];
    }
    case "data":
    case "ephemeral": {
      const name = second == null || first == null ? null : resourceName(steps);
      return name && configuration.resources.has(resourceKey(root.text, name[0], name[1]))
        ? [joinAddress(prefix, `${root.text}.${name[0]}.${name[1]}`)]
        : [];
    }
    default:
      return first != null && configuration.resources.has(resourceKey("managed", root.text, first))
        ? [joinAddress(prefix, `${root.text}.${first}`)]
        : [];
  }
}

function resourceName(steps: ScopeTraversal["steps"]): readonly [type: string, name: string] | null {
  const [type, name] = steps;
  return type?.type === "AttributeStep" && name?.type === "AttributeStep" ? [type.name, name.name] : null;
}

/** `module.a.module.b`: without the keys of instances. */
const pathOf = ({ caller }: ModuleInstance): string =>
  caller ? caller.call.path.map((name) => `module.${name}`).join(".") : "";

const pathOfAddress = (address: string): string => address.replace(/\[[^\]]*\]/g, "");

const providerLabel = (prefix: string, key: string, alias: string | null): string =>
  joinAddress(prefix, `provider["${key}"]${alias === null ? "" : `.${alias}`}`);

function splitKey(key: string): [name: string, alias: string | null] {
  const [name = "", alias = null] = key.split(".");
  return [name, alias];
}

/** Who needs whom, by label. */
class Graph {
  private readonly edges = new Map<string, Set<string>>();

  add(label: string, needs: Iterable<string>): void {
    const known = this.edges.get(label) ?? new Set();
    for (const need of needs) known.add(need);
    this.edges.set(label, known);
  }

  /** Groups of two and more of which each needs all others (Tarjan's strongly connected components, without recursion). */
  cycles(): readonly (readonly string[])[] {
    const index = new Map<string, number>();
    const low = new Map<string, number>();
    const stack: string[] = [];
    const onStack = new Set<string>();
    const found: string[][] = [];
    for (const start of this.edges.keys()) {
      if (index.has(start)) continue;
      const path: { label: string; needs: Iterator<string> }[] = [];
      const visit = (label: string): void => {
        index.set(label, index.size);
        low.set(label, index.size - 1);
        stack.push(label);
        onStack.add(label);
        path.push({ label, needs: (this.edges.get(label) ?? new Set<string>()).values() });
      };
      visit(start);
      for (let top = path.at(-1); top; top = path.at(-1)) {
        const { label, needs } = top;
        const next = needs.next();
        if (next.done !== true) {
          if (!index.has(next.value)) visit(next.value);
          else if (onStack.has(next.value)) low.set(label, Math.min(low.get(label) ?? 0, index.get(next.value) ?? 0));
          continue;
        }
        path.pop();
        const above = path.at(-1);
        if (above) low.set(above.label, Math.min(low.get(above.label) ?? 0, low.get(label) ?? 0));
        if (low.get(label) !== index.get(label)) continue;
        const members = stack.splice(stack.lastIndexOf(label));
        for (const member of members) onStack.delete(member);
        if (members.length > 1) found.push(members);
      }
    }
    return found;
  }
}
