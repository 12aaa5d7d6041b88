import type { Attribute, Block } from "../hcl/ast.ts";
import { attributeOf, literalText } from "./written-constraint.ts";

/** An entry of the lock file, as far as it is written out. */
interface LockedEntry {
  /** In full: `registry.terraform.io/hashicorp/aws`. */
  readonly provider: string | null;
  readonly version: Attribute | undefined;
  readonly versionText: string | null;
  readonly constraints: Attribute | undefined;
  readonly constraintsText: string | null;
  readonly hashes: readonly string[] | null;
}

export function lockedProviderOf(block: Block): LockedEntry {
  const version = attributeOf(block, "version");
  const constraints = attributeOf(block, "constraints");
  const hashes = attributeOf(block, "hashes")?.value;
  return {
    provider: block.labels[0]?.text ?? null,
    version,
    versionText: version ? literalText(version.value) : null,
    constraints,
    constraintsText: constraints ? literalText(constraints.value) : null,
    hashes: hashes?.type === "TupleConstructor" ? hashes.items.map((item) => literalText(item) ?? "") : null,
  };
}
