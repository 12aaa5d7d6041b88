import type { LockedProvider, ProviderRequirement, RootModule } from "../terraform/module.ts";
import { providerKey } from "../terraform/provider-address.ts";
import { parseConstraint, type Constraint } from "./constraint.ts";
import { mergeConstraints } from "./selection.ts";
import { parseVersion, type Version } from "./version.ts";

/** What a root module and all modules below it ask of one provider. */
export interface ProviderDemand {
  /** In full: `registry.terraform.io/hashicorp/aws`. */
  readonly provider: string;
  /** Who needs it, parents first. */
  readonly requirements: readonly ProviderRequirement[];
  /** The requirements that have a valid constraint. */
  readonly constraints: readonly { readonly requirement: ProviderRequirement; readonly constraint: Constraint }[];
  /** All constraints at once. */
  readonly merged: Constraint;
  readonly locked: { readonly entry: LockedProvider; readonly version: Version } | null;
}

const known = new WeakMap<RootModule, readonly ProviderDemand[]>();

export function demandsOf(root: RootModule): readonly ProviderDemand[] {
  let demands = known.get(root);
  if (!demands) known.set(root, (demands = collect(root)));
  return demands;
}

function collect(root: RootModule): ProviderDemand[] {
  const byProvider = new Map<string, ProviderRequirement[]>();
  for (const requirement of root.providerRequirements()) {
    const provider = providerKey(requirement.provider);
    byProvider.set(provider, [...(byProvider.get(provider) ?? []), requirement]);
  }
  return [...byProvider].map(([provider, requirements]) => {
    const constraints = requirements.flatMap((requirement) => {
      const constraint = requirement.constraint === null ? null : parseConstraint(requirement.constraint);
      return constraint?.valid ? [{ requirement, constraint }] : [];
    });
    return {
      provider,
      requirements,
      constraints,
      merged: mergeConstraints(constraints.map(({ constraint }) => constraint)),
      locked: lockedVersion(root, provider),
    };
  });
}

function lockedVersion(root: RootModule, provider: string): ProviderDemand["locked"] {
  const entry = root.lockFile?.providers.find((each) => providerKey(each.provider) === provider);
  const version = entry && parseVersion(entry.version);
  return entry && version ? { entry, version } : null;
}
