import type { CallOfModule } from "../call.ts";
import { errorAt, warningAt, type Report } from "../diagnostic.ts";
import type { ModuleInstance } from "../instance.ts";
import { nameOf } from "../module-providers.ts";
import {
  displayProvider,
  impliedProvider,
  isDefaultProvider,
  providerKey,
  type ProviderAddress,
} from "../provider-address.ts";
import { providerReference, type ProviderReference } from "../required-provider.ts";
import { rangeOf, type SourceRange } from "../source-range.ts";

/** Reports provider configurations that don't reach where they are needed, or may not be where they are, below a module. */
export function checkProviderTree(
  module: ModuleInstance,
  call: CallOfModule | null,
  forbidden: SourceRange | null,
  report: Report,
): void {
  for (const child of module.children()) {
    if (!child.representative) continue;
    checkProviderTree(child.representative, child, whatForbids(child) ?? forbidden, report);
  }
  const names = new Names(module, call);
  for (const child of module.children()) checkPassing(module, child, names, report);
  if (!call) return;
  checkOwnConfigurations(module, call, names, forbidden, report);
  for (const name of names.aliases) {
    if (names.configured.has(name) || names.passedIn.has(name)) continue;
    const provider = displayProvider(names.typeOf(name.split(".")[0] ?? ""), module.program);
    const detail = `The child module requires an additional configuration for provider ${provider}, with the local name "${name}".\n\nRefer to the module's documentation to understand the intended purpose of this additional provider configuration, and then add an entry for ${name} in the "providers" meta-argument in the module block to choose which provider configuration the module should use for that purpose.`;
    report(errorAt(call.declaration.place, "Missing required provider configuration", detail));
  }
  for (const [name, passed] of names.passedIn) checkPassed(module, name, passed, names, report);
}

/** `count`, `for_each` or `depends_on` of a call: the module may not configure providers then. */
function whatForbids({ declaration }: CallOfModule): SourceRange | null {
  for (const name of ["count", "for_each", "depends_on"]) {
    const attribute = declaration.attribute(name);
    if (!attribute) continue;
    const { value } = attribute.node;
    const first = value.type === "TupleConstructor" && name === "depends_on" ? (value.items[0] ?? value) : value;
    return rangeOf({ node: first, file: attribute.file });
  }
  return null;
}

/** An entry of `providers = {}`. */
interface Passed {
  readonly inChild: ProviderReference;
  readonly inParent: ProviderReference;
  readonly childPlace: SourceRange;
  readonly parentPlace: SourceRange;
}

/** The provider names of a module, by what gives them a meaning. */
class Names {
  /** Blocks that set something. */
  readonly configured = new Map<string, SourceRange>();
  /** Blocks that set nothing: before Terraform 0.13 a way to say that the caller shall pass a configuration. */
  readonly empty = new Map<string, SourceRange>();
  /** Of `configuration_aliases`. */
  readonly aliases: readonly string[];
  readonly passedIn: ReadonlyMap<string, Passed>;
  private readonly module: ModuleInstance;

  constructor(module: ModuleInstance, call: CallOfModule | null) {
    this.module = module;
    for (const declaration of module.configuration.providers.values()) {
      const { name, alias } = nameOf(declaration);
      const { attributes, blocks } = declaration.content();
      const isEmpty = blocks.length === 0 && [...attributes.keys()].every((key) => key === "alias");
      (isEmpty ? this.empty : this.configured).set(fullName(name, alias), declaration.place);
    }
    this.aliases = module.requiredProviders.flatMap(({ localName, configurationAliases }) =>
      configurationAliases.map((alias) => fullName(localName, alias)),
    );
    this.passedIn = new Map(call ? passedBy(call).map((passed) => [nameIn(passed.inChild), passed]) : []);
  }

  isRequired(name: string): boolean {
    return this.module.requiredProviders.some(({ localName }) => localName === name);
  }

  typeOf(localName: string): ProviderAddress {
    return this.module.providerNamed(localName);
  }
}

const fullName = (name: string, alias: string | null): string => (alias === null ? name : `${name}.${alias}`);
const nameIn = ({ localName, alias }: ProviderReference): string => fullName(localName, alias);

function passedBy({ declaration }: CallOfModule): readonly Passed[] {
  const attribute = declaration.attribute("providers");
  if (attribute?.node.value.type !== "ObjectConstructor") return [];
  const { file } = attribute;
  return attribute.node.value.items.flatMap(({ key, value }) => {
    const inChild =
      key.bareName === null ? providerReference(key.expression) : { localName: key.bareName, alias: null, key: null };
    const inParent = providerReference(value);
    if (!inChild || !inParent) return [];
    const parentRoot = value.type === "ScopeTraversal" ? value.root : value;
    const childRoot = key.expression.type === "ScopeTraversal" ? key.expression.root : key;
    return [
      {
        inChild,
        inParent,
        childPlace: rangeOf({ node: childRoot, file }),
        parentPlace: rangeOf({ node: parentRoot, file }),
      },
    ];
  });
}

const nameOfModule = (module: ModuleInstance): string =>
  module.caller ? `module.${module.caller.call.path.join(".module.")}` : "the root module";

/** What a module hands on must be something that it has. */
function checkPassing(module: ModuleInstance, child: CallOfModule, names: Names, report: Report): void {
  const { caller, program } = module;
  for (const { inParent, parentPlace } of passedBy(child)) {
    if (inParent.alias !== null) continue;
    const name = inParent.localName;
    const shown = displayProvider(impliedProvider(name, program), program);
    const parentText = caller ? nameOfModule(caller.parent) : "the root module";
    if (!names.configured.has(name) && !names.isRequired(name)) {
      const detail = `There is no explicit declaration for local provider name "${name}" in ${nameOfModule(module)}, so Terraform is assuming you mean to pass a configuration for provider "${shown}".\n\nTo clarify your intent and silence this warning, add to ${parentText} a required_providers entry named "${name}" with source = "${shown}", or a different source address if appropriate.`;
      report(warningAt(parentPlace, "Reference to undefined provider", detail));
    } else if (caller && !names.configured.has(name) && !names.passedIn.has(name)) {
      const detail = `The configuration for ${nameOfModule(module)} expects to inherit a configuration for provider ${shown} with local name "${name}", but ${parentText} doesn't pass a configuration under that name.\n\nTo satisfy this requirement, add an entry for "${name}" to the "providers" argument in the module "${caller.call.name}" block.`;
      report(warningAt(caller.call.declaration.place, "Missing required provider configuration", detail));
    }
  }
}

function checkOwnConfigurations(
  module: ModuleInstance,
  call: CallOfModule,
  names: Names,
  forbidden: SourceRange | null,
  report: Report,
): void {
  if (names.configured.size > 0 && forbidden) {
    const detail = `The module at ${nameOfModule(module)} is a legacy module which contains its own local provider configurations, and so calls to it may not use the count, for_each, or depends_on arguments.\n\nIf you also control the module "${call.source ?? ""}", consider updating this module to instead expect provider configurations to be passed by its caller.`;
    report(errorAt(forbidden, "Module is incompatible with count, for_each, and depends_on", detail));
  }
  for (const name of names.configured.keys()) {
    const passed = names.passedIn.get(name);
    if (!passed) continue;
    const detail = `The configuration of ${nameOfModule(module)} has its own local configuration for ${name}, and so it cannot accept an overridden configuration provided by ${nameOfModule(call.caller)}.`;
    report(errorAt(passed.childPlace, "Cannot override provider configuration", detail));
  }
}

/** What a caller passes must be known to the module by that name, and be of the same provider. */
function checkPassed(module: ModuleInstance, name: string, passed: Passed, names: Names, report: Report): void {
  const { caller, program } = module;
  if (!caller) return;
  const { inChild, inParent, childPlace, parentPlace } = passed;
  const wanted = names.typeOf(inChild.localName);
  const given = caller.parent.providerNamed(inParent.localName);
  const shownWanted = displayProvider(wanted, program);
  const shownGiven = displayProvider(given, program);
  const moduleText = nameOfModule(module);
  if (!names.isRequired(name) && !names.aliases.includes(name) && !names.empty.has(name)) {
    if (isDefaultProvider(wanted, program)) {
      const detail = `There is no explicit declaration for local provider name "${name}" in ${moduleText}, so Terraform is assuming you mean to pass a configuration for "${shownWanted}".\n\nIf you also control the child module, add a required_providers entry named "${name}" with the source address "${shownWanted}".`;
      report(warningAt(childPlace, "Reference to undefined provider", detail));
    } else {
      const detail = `The child module does not declare any provider requirement with the local name "${name}".\n\nIf you also control the child module, you can add a required_providers entry named "${name}" with the source address "${shownWanted}" to accept this provider configuration.`;
      report(errorAt(childPlace, "Reference to undefined provider", detail));
    }
  }
  if (providerKey(wanted) === providerKey(given)) return;
  const parentText = nameOfModule(caller.parent);
  const other = module.requiredProviders.find(({ provider }) => providerKey(provider) === providerKey(given));
  if (other) {
    const detail = `The assigned configuration is for provider "${shownGiven}", but local name "${inChild.localName}" in ${parentText} represents "${shownWanted}".\n\nTo pass this configuration to the child module, use the local name "${other.localName}" instead.`;
    report(errorAt(childPlace, "Provider type mismatch", detail));
    return;
  }
  const childName = nameIn(inChild);
  const detail = `The local name "${nameIn(inParent)}" in ${parentText} represents provider "${shownGiven}", but "${childName}" in ${moduleText} represents "${shownWanted}".\n\nEach provider has its own distinct configuration schema and provider types, so this module's "${childName}" can be assigned only a configuration for ${shownWanted}, which is not required by ${moduleText}.`;
  report(errorAt(parentPlace, "Provider type mismatch", detail));
}
