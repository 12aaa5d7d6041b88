import type { Configuration } from "./configuration.ts";
import type { Declaration } from "./declaration.ts";
import { stringLiteral } from "./literal.ts";
import { providerReference, type ProviderReference } from "./required-provider.ts";

/** The provider configuration that a resource or data source asks for: by name, or else by the first word of its type. */
export interface ResourceProvider {
  readonly resource: Declaration;
  readonly reference: ProviderReference;
  /** The key of the reference, when it is a literal. */
  readonly key: string | null;
}

const known = new WeakMap<Configuration, readonly ResourceProvider[]>();

/** What the resources of a module ask for. */
export function resourceProviders(configuration: Configuration): readonly ResourceProvider[] {
  const before = known.get(configuration);
  if (before) return before;
  const found = Array.from(configuration.resources.values(), (resource): ResourceProvider => {
    const expression = resource.attribute("provider")?.node.value;
    const reference = (expression && providerReference(expression)) ?? impliedReference(resource);
    return { resource, reference, key: reference.key ? stringLiteral(reference.key) : null };
  });
  known.set(configuration, found);
  return found;
}

const distinct = new WeakMap<Configuration, readonly ResourceProvider[]>();

/** The same without those that ask for what an earlier one asks for. */
export function neededProviders(configuration: Configuration): readonly ResourceProvider[] {
  const before = distinct.get(configuration);
  if (before) return before;
  const found = new Map<string, ResourceProvider>();
  for (const needed of resourceProviders(configuration)) {
    const { localName, alias } = needed.reference;
    const name = `${localName} ${alias ?? ""} ${needed.key ?? ""}`;
    if (!found.has(name)) found.set(name, needed);
  }
  distinct.set(configuration, [...found.values()]);
  return [...found.values()];
}

function impliedReference({ block }: Declaration): ProviderReference {
  const type = block.node.labels[0]?.text ?? "";
  const underscore = type.indexOf("_");
  return { localName: underscore < 0 ? type : type.slice(0, underscore), alias: null, key: null };
}
