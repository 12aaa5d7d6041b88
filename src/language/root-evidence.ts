import type { Block } from "../hcl/ast.ts";
import type { Machine } from "../machine/machine.ts";
import { fileKind } from "../terraform/file-kind.ts";
import type { RootModule } from "../terraform/module.ts";

/**
 * Whether something shows that a module is planned by itself, in the environment that is at hand. One that no other calls may be a reusable
 * module all the same, whose callers are elsewhere; and what HCP Terraform runs is planned where its workspace says.
 */
export function isPlannedHere(root: RootModule, machine: Machine): boolean {
  if (root.cloud !== null || root.backend?.type === "remote") return false;
  return (
    root.backend !== null ||
    root.lockFile !== null ||
    root.cachedBackend !== null ||
    root.files.some(({ body }) => body.items.some((item) => item.type === "Block" && configuresProvider(item))) ||
    hasBeenPlanned(root.directory, machine)
  );
}

/** A `provider` block with nothing but an alias stands for one that the caller passes, in modules as they were written before 0.15. */
function configuresProvider({ kind, body }: Block): boolean {
  if (kind.text !== "provider") return false;
  const names = body.items.map((item) => (item.type === "Attribute" ? item.name.text : item.kind.text));
  return !names.includes("alias") || names.some((name) => name !== "alias" && name !== "version");
}

/** Values, state, or what `init` leaves. */
function hasBeenPlanned(directory: string, { files }: Machine): boolean {
  const content = files.list(directory);
  return (
    content.ok &&
    content.entries.some(
      ({ name }) => name === ".terraform" || name === "terraform.tfstate" || fileKind(name)?.content === "variables",
    )
  );
}
