import { writeFileSync } from "node:fs";
import type { Machine } from "../machine/machine.ts";
import type { FlagValues } from "./arguments.ts";
import { print } from "./output.ts";
import { UsageError } from "./usage-error.ts";

const fileName = ".tf-preflight.hcl";

const content = `# tf-preflight: will Terraform authenticate, and as whom? Before you apply.
# Every setting stands here with its default. The file holds for this folder and all below it.

# recommended, strict or all
preset = "recommended"

# What not to lint, in the language of .gitignore.
exclude = []

# The modules are run by OpenTofu: .tofu files come first, its differences count.
opentofu = false

# One rule: its level (error, warning, info or off) and its options.
# rule "provider-version-outdated" {
#   level = "info"
# }

# Other settings for some files, in the language of .gitignore.
# override {
#   files = ["examples/"]
#   rule "hardcoded-credentials" {
#     level = "warning"
#   }
# }
`;

/** `tf-preflight init` */
export async function run(positionals: readonly string[], _values: FlagValues, machine: Machine): Promise<number> {
  if (positionals.length > 0) throw new UsageError("init takes no arguments: it writes into the current folder");
  try {
    writeFileSync(machine.paths.resolve(fileName), content, { flag: "wx" });
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    throw new UsageError(isThere ? `${fileName} is there already` : `${fileName}: ${String(error)}`);
  }
  await print(`${fileName} written\n`);
  return 0;
}
