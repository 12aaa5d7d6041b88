import type { Block } from "../hcl/ast.ts";
import type { Program } from "../values/scope.ts";
import type { Configuration } from "./configuration.ts";
import type { Declaration } from "./declaration.ts";
import type { ModuleInstance } from "./instance.ts";
import { stringLiteral } from "./literal.ts";
import type { ProviderConfiguration, RequiredProvider } from "./module.ts";
import { configurationsOf, impliedConfiguration } from "./provider-configuration.ts";
import { impliedProvider, providerKey, type ProviderAddress } from "./provider-address.ts";
import { providerReference, requiredProviders } from "./required-provider.ts";

/** Which provider configurations the names of one module instance stand for. */
export class ModuleProviders {
  private readonly module: ModuleInstance;
  private found: Map<string, ProviderConfiguration | null> | undefined;
  // Few modules that are called have blocks of their own.
  private own: Map<Declaration, readonly ProviderConfiguration[]> | undefined;

  constructor(module: ModuleInstance) {
    this.module = module;
  }

  get required(): readonly RequiredProvider[] {
    return requiredProviders(this.module.configuration, this.module.program);
  }

  named(localName: string): ProviderAddress {
    return providerNamed(localName, this.module.configuration, this.module.program);
  }

  configuration(localName: string, alias: string | null, key: string | null): ProviderConfiguration | null {
    return this.find(this.named(localName), alias, key);
  }

  /** The configurations of this module's own blocks; a block that its caller replaces is none. */
  get configured(): readonly ProviderConfiguration[] {
    const { configuration, program } = this.module;
    return providerBlocks(configuration, program).flatMap(({ declaration, provider, alias }) =>
      this.passed(provider, alias) ? [] : this.configurationsOf(declaration),
    );
  }

  /**
   * Whether a call of this module can hand on a configuration: one that is written, or passed to it, or in a root module one that an entry of
   * `required_providers` asks for.
   */
  has(localName: string, alias: string | null): boolean {
    const provider = this.named(localName);
    if (this.declaring(provider, alias) || this.passed(provider, alias)) return true;
    const isRoot = this.module.parent === null;
    return (
      isRoot && alias === null && this.required.some((entry) => providerKey(entry.provider) === providerKey(provider))
    );
  }

  configuredBy(block: Block): readonly ProviderConfiguration[] {
    const declaration = Array.from(this.module.configuration.providers.values()).find(
      (candidate) => candidate.block.node === block || candidate.overrides.some(({ node }) => node === block),
    );
    return declaration ? this.configurationsOf(declaration) : [];
  }

  private find(provider: ProviderAddress, alias: string | null, key: string | null): ProviderConfiguration | null {
    const name = `${providerKey(provider)} ${alias ?? ""} ${key ?? ""}`;
    const known = this.found?.get(name);
    if (known !== undefined) return known;
    const found = this.search(provider, alias, key);
    (this.found ??= new Map()).set(name, found);
    return found;
  }

  /** Names are compared by what they stand for: two modules may call one provider differently. */
  private search(provider: ProviderAddress, alias: string | null, key: string | null): ProviderConfiguration | null {
    const passed = this.passed(provider, alias);
    if (passed) return passed.configuration();
    const declaration = this.declaring(provider, alias);
    if (declaration) {
      return this.configurationsOf(declaration).find((configuration) => configuration.key === key) ?? null;
    }
    // Only default configurations are inherited; the last resort is an empty one in the root module.
    if (alias !== null) return null;
    const { parent } = this.module;
    return parent ? parent.providers.find(provider, null, null) : impliedConfiguration(this.module, provider);
  }

  private declaring(provider: ProviderAddress, alias: string | null): Declaration | undefined {
    const { configuration, program } = this.module;
    const key = providerKey(provider);
    return providerBlocks(configuration, program).find((block) => block.alias === alias && block.key === key)
      ?.declaration;
  }

  private configurationsOf(declaration: Declaration): readonly ProviderConfiguration[] {
    const known = this.own?.get(declaration) ?? configurationsOf(this.module, declaration);
    (this.own ??= new Map()).set(declaration, known);
    return known;
  }

  /** The entry of the caller's `providers = {}` for a name of this module. */
  private passed(
    provider: ProviderAddress,
    alias: string | null,
  ): { configuration: () => ProviderConfiguration | null } | null {
    const { caller } = this.module;
    const attribute = caller?.call.declaration.attribute("providers");
    if (!caller || attribute?.node.value.type !== "ObjectConstructor") return null;
    for (const item of attribute.node.value.items) {
      const inChild = item.key.bareName === null ? providerReference(item.key.expression) : bare(item.key.bareName);
      const inParent = providerReference(item.value);
      if (!inChild || !inParent || inChild.alias !== alias) continue;
      if (providerKey(this.named(inChild.localName)) !== providerKey(provider)) continue;
      return {
        configuration: () => {
          const { parent, repetition } = caller;
          const key = inParent.key && parent.evaluateIn(inParent.key, attribute.file, parent.namesIn(repetition)).value;
          if (key && key.kind !== "string") return null;
          return parent.providers.configuration(inParent.localName, inParent.alias, key?.text ?? null);
        },
      };
    }
    return null;
  }
}

const bare = (name: string): { localName: string; alias: null } => ({ localName: name, alias: null });

interface ProviderBlock {
  readonly declaration: Declaration;
  readonly provider: ProviderAddress;
  readonly key: string;
  readonly alias: string | null;
}

const knownBlocks = new WeakMap<Configuration, readonly ProviderBlock[]>();

/** The `provider` blocks of a module with what their names stand for: the same for every call. */
function providerBlocks(configuration: Configuration, program: Program): readonly ProviderBlock[] {
  const known =
    knownBlocks.get(configuration) ??
    Array.from(configuration.providers.values(), (declaration): ProviderBlock => {
      const { name, alias } = nameOf(declaration);
      const provider = providerNamed(name, configuration, program);
      return { declaration, provider, key: providerKey(provider), alias };
    });
  knownBlocks.set(configuration, known);
  return known;
}

function providerNamed(localName: string, configuration: Configuration, program: Program): ProviderAddress {
  const entry = requiredProviders(configuration, program).find((required) => required.localName === localName);
  return entry?.provider ?? impliedProvider(localName, program);
}

/** Local name and alias of a provider block. */
export function nameOf(declaration: Declaration): { readonly name: string; readonly alias: string | null } {
  const name = declaration.block.node.labels[0]?.text ?? "";
  const expression = declaration.attribute("alias")?.node.value;
  const alias = expression ? stringLiteral(expression) : null;
  return { name, alias: alias === "" ? null : alias };
}
