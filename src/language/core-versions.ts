import type { Attribute, Block } from "../hcl/ast.ts";
import type { Module, RootModule } from "../terraform/module.ts";
import type { SourceText } from "../values/origin.ts";
import { parseConstraint, type Constraint } from "../versions/constraint.ts";
import type { Core } from "../versions/releases.ts";
import { parseVersion, versionText, type Version } from "../versions/version.ts";
import { programOf } from "./required-provider.ts";
import type { Services } from "./services.ts";
import { attributeOf, literalText } from "./written-constraint.ts";

/** The names of the programs as they write them in their own messages. */
export const programNames: Readonly<Record<Core, string>> = { terraform: "Terraform", opentofu: "OpenTofu" };

/** One valid `required_version`, and the module that it stands in. */
export interface CoreDemand {
  readonly module: Module;
  readonly file: SourceText;
  readonly block: Block;
  readonly attribute: Attribute;
  readonly constraint: Constraint;
}

const known = new WeakMap<RootModule, readonly CoreDemand[]>();

/** What a root module and those below it ask of the program, parents first: all of it has to hold. */
export function coreDemandsOf(root: RootModule): readonly CoreDemand[] {
  const before = known.get(root) ?? root.modules().flatMap((module) => coreDemandsIn(module));
  known.set(root, before);
  return before;
}

function coreDemandsIn(module: Module): CoreDemand[] {
  return module.files.flatMap((file) =>
    file.body.items.flatMap((block) => {
      const constraint = block.type === "Block" && block.kind.text === "terraform" ? coreConstraint(block) : null;
      return constraint && block.type === "Block" ? [{ module, file, block, ...constraint }] : [];
    }),
  );
}

/** The valid `required_version` of a `terraform` block; `null` when it has none. */
export function coreConstraint(block: Block): Pick<CoreDemand, "attribute" | "constraint"> | null {
  const attribute = attributeOf(block, "required_version");
  const text = attribute ? literalText(attribute.value) : null;
  const constraint = text === null ? null : parseConstraint(text, "core");
  return attribute && constraint?.valid ? { attribute, constraint } : null;
}

/** The version of the program that the user says will run; `null` when the user says nothing. */
export function coreSaid(
  services: Services,
): { readonly version: Version; readonly text: string; readonly flag: string } | null {
  const { terraformVersion, opentofuVersion } = services.versionFlags;
  const program = programOf(services);
  const version = parseVersion((program === "opentofu" ? opentofuVersion : terraformVersion) ?? "");
  return version && { version, text: versionText(version), flag: `--${program}-version` };
}
