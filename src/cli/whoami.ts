import type { Machine } from "../machine/machine.ts";
import type { ConsumerReport } from "../report/identity.ts";
import type { FlagValues } from "./arguments.ts";
import { colors } from "./colors.ts";
import { identities, rootModule } from "./identities.ts";
import { deliver } from "./output.ts";
import { rootFolder } from "./root-folder.ts";
import { UsageError } from "./usage-error.ts";

/** `tf-preflight whoami [dir]` */
export async function run(positionals: readonly string[], values: FlagValues, machine: Machine): Promise<number> {
  const format = values.text("format") ?? "stylish";
  if (format !== "stylish" && format !== "json") {
    throw new UsageError(`--format ${format}: expected one of stylish, json`);
  }
  const root = rootModule(rootFolder("whoami", positionals, machine), values, machine);
  const reports = await identities(root, values, machine);
  await deliver(await text(reports, values, machine), values);
  return 0;
}

async function text(reports: readonly ConsumerReport[], values: FlagValues, machine: Machine): Promise<string> {
  if (values.text("format") === "json") {
    const { identityJson } = await import("../report/identity-json.ts");
    return identityJson(reports, machine);
  }
  const { nobody, whoamiText } = await import("../report/identity-text.ts");
  return reports.length > 0 ? whoamiText(reports, machine, colors(values)) : nobody;
}
