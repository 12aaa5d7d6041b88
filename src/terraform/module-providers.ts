import type { Block } from "../hcl/ast.ts";
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
  private readonly found = new Map<string, ProviderConfiguration | null>();
  private readonly own = new Map<Declaration, readonly ProviderConfiguration[]>();

  constructor(module: ModuleInstance) {
    this.module = module;
  }

  get required(): readonly RequiredProvider[] {
    return requiredProviders(this.module.configuration, this.module.program);
  }

  named(localName: string): ProviderAddress {
    const entry = this.required.find((required) => required.localName === localName);
    return entry?.provider ?? impliedProvider(localName, this.module.program);
  }

  configuration(localName: string, alias: string | null, key: string | null): ProviderConfiguration | null {
    return this.find(this.named(localName), alias, key);
  }

  /** The configurations of this module's own blocks; a block that its caller replaces is none. */
  get configured(): readonly ProviderConfiguration[] {
    return Array.from(this.module.configuration.providers.values()).flatMap((declaration) => {
      const { name, alias } = nameOf(declaration);
      return this.passed(this.named(name), alias) ? [] : this.configurationsOf(declaration);
    });
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
    const known = this.found.get(name);
    if (known !== undefined) return known;
    const found = this.search(provider, alias, key);
    this.found.set(name, found);
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
    for (const declaration of this.module.configuration.providers.values()) {
      const own = nameOf(declaration);
      if (own.alias === alias && providerKey(this.named(own.name)) === providerKey(provider)) return declaration;
    }
    return undefined;
  }

  private configurationsOf(declaration: Declaration): readonly ProviderConfiguration[] {
    const known = this.own.get(declaration) ?? configurationsOf(this.module, declaration);
    this.own.set(declaration, known);
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

/** Local name and alias of a provider block. */
export function nameOf(declaration: Declaration): { readonly name: string; readonly alias: string | null } {
  const name = declaration.block.node.labels[0]?.text ?? "";
  const expression = declaration.attribute("alias")?.node.value;
  const alias = expression ? stringLiteral(expression) : null;
  return { name, alias: alias === "" ? null : alias };
}
