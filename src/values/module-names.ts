import type { Range, ScopeTraversal } from "../hcl/ast.ts";
import { goQuote } from "../hcl/go-quote.ts";
import { nameSuggestion } from "../hcl/name-suggestion.ts";
import { stringValue, unknownValue, withMarks } from "./construct.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { ModuleSymbols, Namespace, ResourceMode } from "./module-symbols.ts";
import type { Names, Resolution, Scope } from "./scope.ts";
import { boolType, dynamicType } from "./type.ts";
import { ephemeralMark, type Value } from "./value.ts";

type Problem = Range & { readonly summary: string; readonly detail: string };
type Meaning = Problem | { readonly resolve: () => Resolution };

/** What references mean in a module of Terraform, with its errors for those that mean nothing. */
export const moduleNames = (symbols: ModuleSymbols): Names => ({
  check(reference: ScopeTraversal, scope: Scope): Diagnostic | null {
    const found = meaningOf(reference, symbols, scope);
    return "summary" in found ? { severity: "error", file: scope.file, ...found } : null;
  },
  resolve(reference: ScopeTraversal, scope: Scope): Resolution {
    const found = meaningOf(reference, symbols, scope);
    if ("resolve" in found) return found.resolve();
    return { value: unknownValue(dynamicType, "it is not declared"), steps: reference.steps.length };
  },
});

const through = (reference: ScopeTraversal, steps: number): Range => ({
  start: reference.start,
  end: reference.steps[steps - 1]?.end ?? reference.root.end,
});

function meaningOf(reference: ScopeTraversal, symbols: ModuleSymbols, scope: Scope): Meaning {
  const root = reference.root.text;
  const known = Object.hasOwn(roots, root) ? roots[root] : undefined;
  if (known) return known(reference, symbols, scope);
  if (root === "template" || root === "lazy" || root === "arg") return { ...through(reference, 0), ...reserved(root) };
  return resourceMeaning(reference, symbols, "managed", 0);
}

const reserved = (name: string): { summary: string; detail: string } => ({
  summary: "Reserved symbol name",
  detail:
    `The symbol name ${goQuote(name)} is reserved for use in a future Terraform version. If you are using a provider that already uses ` +
    'this as a resource type name, add the prefix "resource." to force interpretation as a resource type name.',
});

type Root = (reference: ScopeTraversal, symbols: ModuleSymbols, scope: Scope) => Meaning;

/** What a name stands for, found out only when it is needed. */
const meaning = (steps: number, value: () => Value): Meaning => ({ resolve: () => ({ value: value(), steps }) });

/** A root that is an object of names: what follows must be one of them. */
const named =
  (find: (name: string, reference: ScopeTraversal, symbols: ModuleSymbols) => Meaning): Root =>
  (reference, symbols) => {
    const step = reference.steps[0];
    if (step?.type === "AttributeStep") return find(step.name, reference, symbols);
    const root = goQuote(reference.root.text);
    const invalid = (place: Range, detail: string): Problem => ({
      ...range(place),
      summary: "Invalid reference",
      detail,
    });
    if (step === undefined) {
      return invalid(
        reference.root,
        `The ${root} object cannot be accessed directly. Instead, access one of its attributes.`,
      );
    }
    return invalid(step, `The ${root} object does not support this operation.`);
  };

const range = ({ start, end }: Range): Range => ({ start, end });

const roots: Readonly<Record<string, Root>> = {
  var: named((name, reference, { variables }) => {
    if (variables.has(name)) return fromNamespace(variables, name);
    const hint =
      suggestion(name, variables) || ` This variable can be declared with a variable ${goQuote(name)} {} block.`;
    const detail = `An input variable with the name ${goQuote(name)} has not been declared.${hint}`;
    return { ...through(reference, 1), summary: "Reference to undeclared input variable", detail };
  }),
  local: named((name, reference, { locals }) => {
    if (locals.has(name)) return fromNamespace(locals, name);
    const detail = `A local value with the name ${goQuote(name)} has not been declared.${suggestion(name, locals)}`;
    return { ...through(reference, 1), summary: "Reference to undeclared local value", detail };
  }),
  path: named((name, reference, { path }) => {
    const names = new Map(Object.entries(path));
    const value = names.get(name);
    if (value !== undefined) return meaning(1, () => stringValue(value));
    const detail = `The "path" object does not have an attribute named ${goQuote(name)}.${suggestion(name, names)}`;
    return { ...through(reference, 1), summary: 'Invalid "path" attribute', detail };
  }),
  terraform: named(terraformMeaning),
  tofu: (reference, symbols, scope) =>
    scope.program === "opentofu"
      ? named(terraformMeaning)(reference, symbols, scope)
      : resourceMeaning(reference, symbols, "managed", 0),
  each: named((name, reference, { each }) => {
    if (name !== "key" && name !== "value") {
      const supported =
        'The supported attributes are each.key and each.value, the current key and value pair of the "for_each" attribute set.';
      const detail = `The "each" object does not have an attribute named ${goQuote(name)}. ${supported}`;
      return { ...through(reference, 1), summary: 'Invalid "each" attribute', detail };
    }
    return each ? meaning(1, () => each[name]) : { ...through(reference, 1), ...withoutForEach[name] };
  }),
  count: named((name, reference, { count }) => {
    if (name !== "index") {
      const supported =
        'The only supported attribute is count.index, which is the index of each instance of a resource block that has the "count" argument set.';
      const detail = `The "count" object does not have an attribute named ${goQuote(name)}. ${supported}`;
      return { ...through(reference, 1), summary: 'Invalid "count" attribute', detail };
    }
    if (count) return meaning(1, () => count);
    const detail =
      'The "count" object can only be used in "module", "resource", and "data" blocks, and only when the "count" argument is set.';
    return { ...through(reference, 1), summary: 'Reference to "count" in non-counted context', detail };
  }),
  self: (reference, { self }) => {
    if (self) return meaning(0, () => self);
    const detail =
      'The "self" object is not available in this context. This object can be used only in resource provisioner, connection, and postcondition blocks.';
    return { ...through(reference, 0), summary: 'Invalid "self" reference', detail };
  },
  module: named((name, reference, { modules, displayName }) => {
    const [, next, afterNext] = reference.steps;
    const call = modules.get(name);
    if (call === undefined) {
      // The reference is to an output: of the call, or of one of its instances.
      const steps = next?.type === "IndexStep" && afterNext?.type === "AttributeStep" ? 3 : next ? 2 : 1;
      const detail = `No module call named ${goQuote(name)} is declared in ${displayName}.${suggestion(name, modules)}`;
      return { ...through(reference, steps), summary: "Reference to undeclared module", detail };
    }
    return {
      resolve() {
        const output = next?.type === "AttributeStep" ? call.output(next.name) : undefined;
        return output ? { value: output, steps: 2 } : { value: call.value(), steps: 1 };
      },
    };
  }),
  data: (reference, symbols) => resourceMeaning(reference, symbols, "data", 1),
  resource: (reference, symbols) => resourceMeaning(reference, symbols, "managed", 1),
  ephemeral: (reference, symbols, scope) =>
    scope.program === "opentofu"
      ? resourceMeaning(reference, symbols, "managed", 0)
      : resourceMeaning(reference, symbols, "ephemeral", 1),
};

const suggestion = (name: string, names: Pick<Namespace, "keys">): string => {
  const near = nameSuggestion(name, [...names.keys()]);
  return near === null ? "" : ` Did you mean ${goQuote(near)}?`;
};

const fromNamespace = (namespace: Namespace, name: string): Meaning => ({
  resolve: () => ({ value: namespace.get(name) ?? unknownValue(dynamicType, "it is not declared"), steps: 1 }),
});

const withoutForEach = {
  key: {
    summary: 'Reference to "each" in context without for_each',
    detail:
      'The "each" object can be used only in "module" or "resource" blocks, and only when the "for_each" argument is set.',
  },
  value: {
    summary: "each.value cannot be used in this context",
    detail:
      'A reference to "each.value" has been used in a context in which it is unavailable, such as when the configuration no longer contains the value in its "for_each" expression. Remove this reference to each.value in your configuration to work around this error.',
  },
};

function terraformMeaning(name: string, reference: ScopeTraversal, { workspace }: ModuleSymbols): Meaning {
  if (name === "workspace") {
    return meaning(1, () =>
      workspace === null ? unknownValue(dynamicType, "the workspace is not known") : stringValue(workspace),
    );
  }
  if (name === "applying") {
    return meaning(1, () => withMarks(unknownValue(boolType, "only apply knows whether it applies"), ephemeralMark));
  }
  const summary = 'Invalid "terraform" attribute';
  if (name === "env") {
    const detail =
      'The terraform.env attribute was deprecated in v0.10 and removed in v0.12. The "state environment" concept was renamed to "workspace" in v0.12, and so the workspace name can now be accessed using the terraform.workspace attribute.';
    return { ...through(reference, 1), summary, detail };
  }
  const supported =
    "The only supported attributes are terraform.workspace, the name of the currently-selected workspace, and terraform.applying, a boolean which is true only during apply.";
  return {
    ...through(reference, 1),
    summary,
    detail: `The "terraform" object does not have an attribute named ${goQuote(name)}. ${supported}`,
  };
}

const modeNames: Readonly<
  Record<ResourceMode, { readonly object: string; readonly noun: string; readonly what: string }>
> = {
  managed: { object: "resource", noun: "resource type", what: "managed resource" },
  data: { object: "data", noun: "data source type", what: "data resource" },
  ephemeral: { object: "ephemeral", noun: "ephemeral resource type", what: "ephemeral resource" },
};

/** `type.name`, behind a prefix like `data` or (0) none. */
function resourceMeaning(
  reference: ScopeTraversal,
  symbols: ModuleSymbols,
  mode: ResourceMode,
  prefix: 0 | 1,
): Meaning {
  const { object, noun, what } = modeNames[mode];
  const invalid = (place: Range, detail: string): Problem => ({
    ...range(place),
    summary: "Invalid reference",
    detail,
  });
  const first = reference.steps[0];
  const type = prefix === 0 ? reference.root.text : first?.type === "AttributeStep" ? first.name : null;
  const name = reference.steps[prefix];
  if (name === undefined) {
    const detail =
      prefix === 0
        ? "A reference to a resource type must be followed by at least one attribute access, specifying the resource name."
        : `The ${goQuote(object)} object must be followed by two attribute names: the ${noun} and the resource name.`;
    return invalid(reference, detail);
  }
  if (type === null)
    return invalid(first ?? reference, `The ${goQuote(object)} object does not support this operation.`);
  if (name.type !== "AttributeStep") {
    const kind = mode === "data" ? "data source" : "resource type";
    const detail = `A reference to a ${kind} must be followed by at least one attribute access, specifying the resource name.`;
    return invalid(name, detail);
  }
  const value = symbols.resource(mode, type, name.name);
  if (value) return meaning(prefix + 1, () => value);
  const detail = `A ${what} ${goQuote(type)} ${goQuote(name.name)} has not been declared in ${symbols.displayName}.`;
  return { ...through(reference, prefix + 1), summary: "Reference to undeclared resource", detail };
}
