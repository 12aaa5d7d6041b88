import { groupBy } from "../machine/group-by.ts";
import type { LockedProvider, ProviderRequirement, RootModule } from "../terraform/module.ts";
import { providerKey, publicName } from "../terraform/provider-address.ts";
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
  readonly settled: SettledVersion | null;
  /** Its entry in the lock file. */
  readonly entry: LockedProvider | null;
}

/** The version that runs whatever else the constraints admit: what the lock file holds, or what the user says. */
export interface SettledVersion {
  readonly version: Version;
  /** `6.64.0`. */
  readonly text: string;
  /** `null`: the user says it. */
  readonly entry: LockedProvider | null;
}

const known = new WeakMap<RootModule, readonly ProviderDemand[]>();

export function demandsOf(root: RootModule): readonly ProviderDemand[] {
  let demands = known.get(root);
  if (!demands) known.set(root, (demands = collect(root)));
  return demands;
}

function collect(root: RootModule): ProviderDemand[] {
  const byProvider = groupBy(root.providerRequirements(), ({ provider }) => providerKey(provider));
  return [...byProvider].map(([provider, requirements]) => {
    const constraints = requirements.flatMap((requirement) => {
      const constraint = requirement.constraint === null ? null : parseConstraint(requirement.constraint);
      return constraint?.valid ? [{ requirement, constraint }] : [];
    });
    const entry = lockedProvider(root, provider);
    const version = entry && parseVersion(entry.version);
    return {
      provider,
      requirements,
      constraints,
      merged: mergeConstraints(constraints.map(({ constraint }) => constraint)),
      settled: version && { version, text: entry.version, entry },
      entry,
    };
  });
}

/** What the lock file holds of a provider. Where both Terraform and OpenTofu are in use, the entry for the one counts for the other. */
export function lockedProvider({ lockFile }: RootModule, provider: string): LockedProvider | null {
  const entries = lockFile?.providers ?? [];
  return (
    entries.find((each) => providerKey(each.provider) === provider) ??
    entries.find((each) => publicName(providerKey(each.provider)) === publicName(provider)) ??
    null
  );
}
