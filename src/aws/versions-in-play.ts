import type { Block } from "../hcl/ast.ts";
import { stringLiteral } from "../terraform/literal.ts";
import { providerKey, type ProviderAddress } from "../terraform/provider-address.ts";
import type { RootModule } from "../terraform/module.ts";
import { newestAdmitted, oldestAdmitted } from "../versions/admitted.ts";
import { parseConstraint } from "../versions/constraint.ts";
import { lockedProvider } from "../versions/demand.ts";
import { newestRelease, releaseTable } from "../versions/releases.ts";
import { mergeConstraints } from "../versions/selection.ts";

/** What a user says will run, instead of what the configuration tells. */
export interface VersionFlags {
  readonly providerVersion?: string | undefined;
  readonly terraformVersion?: string | undefined;
  readonly opentofuVersion?: string | undefined;
}

/** The version that an answer is given for, and how sure it is. */
export interface VersionInPlay {
  readonly version: string;
  readonly basis: "flag" | "locked" | "newest admitted" | "newest known";
  /** The oldest version that could run as well; the same as `version` when only one can. */
  readonly oldest: string;
}

/** The release of hashicorp/aws: flag, lock file, newest that all constraints admit, newest known. */
export function providerVersion(root: RootModule, provider: ProviderAddress, flags: VersionFlags): VersionInPlay {
  if (flags.providerVersion !== undefined) return only(flags.providerVersion, "flag");
  const key = providerKey(provider);
  const locked = lockedProvider(root, key);
  if (locked) return only(locked.version, "locked");
  const constraints = root
    .providerRequirements()
    .filter((each) => providerKey(each.provider) === key)
    .flatMap(({ constraint }) => (constraint === null ? [] : [constraint]));
  return inRange(`${provider.namespace}/${provider.type}`, constraints, "provider");
}

export interface ProgramInPlay extends VersionInPlay {
  readonly name: "terraform" | "opentofu";
}

/** The program: a flag, else the newest release that every `required_version` of the root module admits. */
export function programVersion(root: RootModule, flags: VersionFlags): ProgramInPlay {
  const name = programName(root, flags);
  const flag = name === "opentofu" ? flags.opentofuVersion : flags.terraformVersion;
  return { name, ...(flag === undefined ? inRange(name, requiredVersions(root), "core") : only(flag, "flag")) };
}

function programName(root: RootModule, { opentofuVersion, terraformVersion }: VersionFlags): ProgramInPlay["name"] {
  if (opentofuVersion !== undefined) return "opentofu";
  return terraformVersion !== undefined ? "terraform" : root.program;
}

function requiredVersions({ files }: RootModule): readonly string[] {
  return files
    .flatMap(({ body }) => body.items)
    .filter((item): item is Block => item.type === "Block" && item.kind.text === "terraform")
    .flatMap(({ body }) => body.items)
    .flatMap((item) => {
      const isRequirement = item.type === "Attribute" && item.name.text === "required_version";
      const text = isRequirement ? stringLiteral(item.value) : null;
      return text === null ? [] : [text];
    });
}

function only(version: string, basis: VersionInPlay["basis"]): VersionInPlay {
  return { version, basis, oldest: version };
}

function inRange(product: string, texts: readonly string[], dialect: "provider" | "core"): VersionInPlay {
  const table = releaseTable(product);
  if (!table) return only("0.0.0", "newest known");
  const constraints = texts.map((text) => parseConstraint(text, dialect)).filter((constraint) => constraint.valid);
  const merged = mergeConstraints(constraints);
  const newest = constraints.length > 0 ? newestAdmitted(table, merged) : null;
  // Without a constraint init takes the newest; one that nothing meets is another finding, and the newest is what it will be mended to.
  if (!newest) return only(newestRelease(table)?.text ?? "0.0.0", "newest known");
  const oldest = oldestAdmitted(table, merged);
  return { version: newest.text, basis: "newest admitted", oldest: oldest?.text ?? newest.text };
}
