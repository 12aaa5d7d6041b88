import type { Machine } from "../machine/machine.ts";
import { fileKind } from "../terraform/file-kind.ts";
import { UsageError } from "./usage-error.ts";

/** The one folder that a command is about: the current one, or the one that is named. */
export function rootFolder(command: string, positionals: readonly string[], machine: Machine): string {
  if (positionals.length > 1) throw new UsageError(`${command} takes one folder (tf-preflight ${command} --help)`);
  const [given = "."] = positionals;
  const directory = machine.paths.resolve(given);
  const content = machine.files.list(directory);
  if (!content.ok) throw new UsageError(`${given}: ${content.message}`);
  if (!content.entries.some(({ name }) => fileKind(name)?.content === "configuration")) {
    throw new UsageError(`${given}: no Terraform or OpenTofu configuration in this folder`);
  }
  return directory;
}
