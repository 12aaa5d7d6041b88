import type { ModuleInstance } from "./instance.ts";
import { stringLiteral } from "./literal.ts";
import type { ProviderRequirement } from "./module.ts";
import { nameOf } from "./module-providers.ts";
import { neededProviders } from "./resource-providers.ts";
import { rangeOf, type SourceRange } from "./source-range.ts";

/** Which providers a module needs, and where that is written: an entry, a provider block, or else the first resource. */
export function providerRequirements(module: ModuleInstance): readonly ProviderRequirement[] {
  const { required } = module.providers;
  const named = new Set(required.map(({ localName }) => localName));
  const requirement = (
    kind: ProviderRequirement["kind"],
    localName: string,
    place: SourceRange,
    constraint: string | null = null,
  ): ProviderRequirement => ({
    kind,
    provider: module.providerNamed(localName),
    module,
    localName,
    constraint,
    place,
  });
  const found = required.map(({ localName, place, constraint }) =>
    requirement("required", localName, place, constraint),
  );
  for (const declaration of module.configuration.providers.values()) {
    const { name } = nameOf(declaration);
    const version = declaration.attribute("version");
    if (version) {
      const place = rangeOf({ node: version.node.value, file: version.file });
      found.push(requirement("provider-version", name, place, stringLiteral(version.node.value)));
    } else if (!named.has(name)) {
      found.push(requirement("provider-block", name, declaration.place));
    }
    named.add(name);
  }
  for (const { reference, resource } of neededProviders(module.configuration)) {
    if (named.has(reference.localName)) continue;
    named.add(reference.localName);
    found.push(requirement("implied", reference.localName, resource.place));
  }
  return found;
}
