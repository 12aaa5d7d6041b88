import type { Constraint } from "./constraint.ts";
import { satisfies } from "./satisfies.ts";
import { lockFileConstraints, mergeConstraints, selectNewest } from "./selection.ts";
import { versionText, type Version } from "./version.ts";

/** What `terraform init` does about one provider. */
export type Installation =
  | { readonly outcome: "installed"; readonly version: Version }
  | {
      /**
       * `unsatisfiable`: no available version meets all constraints; `lock-mismatch`: the locked version does not meet them;
       * `unavailable`: the locked version is not on offer.
       */
      readonly outcome: "unsatisfiable" | "lock-mismatch" | "unavailable";
      /** In `init`'s words, as they follow "Could not retrieve the list of available versions for provider …: ". */
      readonly detail: string;
    };

export interface InstallationRequest {
  /** In full: `registry.terraform.io/hashicorp/aws`. */
  readonly provider: string;
  /** Those of all modules. */
  readonly constraints: readonly Constraint[];
  /** The version in the lock file. */
  readonly locked: Version | null;
  /** Every version on offer. */
  readonly available: readonly Version[];
}

/** Plays `terraform init` without `-upgrade` (`providercache.EnsureProviderVersions`). */
export function install({ provider, constraints, locked, available }: InstallationRequest): Installation {
  const merged = mergeConstraints(constraints);
  const asked = lockFileConstraints(merged);
  if (!locked) {
    const version = selectNewest(merged, available);
    return version
      ? { outcome: "installed", version }
      : { outcome: "unsatisfiable", detail: `no available releases match the given constraints ${asked}` };
  }
  const name = `${provider} ${versionText(locked)}`;
  if (!satisfies(locked, merged)) {
    return {
      outcome: "lock-mismatch",
      detail: `locked provider ${name} does not match configured version constraint ${asked}; must use terraform init -upgrade to allow selection of new versions`,
    };
  }
  return available.some((version) => versionText(version) === versionText(locked))
    ? { outcome: "installed", version: locked }
    : {
        outcome: "unavailable",
        detail: `the previously-selected version ${versionText(locked)} is no longer available`,
      };
}
