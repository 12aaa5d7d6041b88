import type { Diagnostics } from "../schema/diagnostics.ts";
import type { ProviderConsumer } from "../consumer.ts";
import { checkBlock } from "../schema/check-block.ts";
import type { Block } from "../schema/check-block.ts";
import { checkValues } from "./checks.ts";
import { deprecation, providerSchema } from "./schema.ts";

/** Reads `provider "aws"` against the schema of its release, with all that the schema says of names, types and values. */
export function readBlock({ arguments: written, version }: ProviderConsumer, diagnostics: Diagnostics): Block {
  const block = checkBlock(written, providerSchema(version), diagnostics);
  if (!diagnostics.hasErrors) checkValues(block, version, diagnostics);
  warnOfDeprecations(block, version, diagnostics);
  return block;
}

function warnOfDeprecations(block: Block, version: string, diagnostics: Diagnostics): void {
  const warn = (kind: "provider" | "assume_role", { settings }: Pick<Block, "settings">): void => {
    for (const [name, { places }] of settings) {
      const instead = deprecation(kind, name, version);
      if (instead !== null) diagnostics.warn("Argument is deprecated", instead, places);
    }
  };
  warn("provider", block);
  for (const nested of block.blocks) if (nested.kind === "assume_role") warn("assume_role", nested);
}
