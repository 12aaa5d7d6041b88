import type { Machine } from "../machine/machine.ts";
import { toJson } from "../hcl/to-json.ts";
import type { FlagValues } from "./arguments.ts";
import { deliver } from "./output.ts";
import { readStandardInput } from "./standard-input.ts";
import { UsageError } from "./usage-error.ts";

/** `tf-preflight json [file|-]` */
export async function run(positionals: readonly string[], values: FlagValues, machine: Machine): Promise<number> {
  if (positionals.length > 1) throw new UsageError("json takes one file (tf-preflight json --help)");
  const [file = "-"] = positionals;
  const source = file === "-" ? readStandardInput() : read(file, machine);
  let json: string;
  try {
    json = toJson(source, file === "-" ? "stdin" : file);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  await deliver(`${json}\n`, values);
  return 0;
}

function read(file: string, machine: Machine): Uint8Array {
  const content = machine.files.read(machine.paths.resolve(file));
  if (!content.ok) throw new UsageError(`${file}: ${content.message}`);
  return content.bytes;
}
