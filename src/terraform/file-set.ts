import type { DirectoryContent } from "../machine/machine.ts";
import { compareText } from "../values/text.ts";
import type { Program } from "../values/scope.ts";

/** The configuration files of a folder, in the order in which Terraform reads them. */
export interface FileSet {
  readonly primary: readonly string[];
  readonly override: readonly string[];
}

/** The names of what is in a folder and no folder itself. */
export function fileNames(listing: DirectoryContent): readonly string[] {
  const names: string[] = [];
  for (const { name, kind } of listing.ok ? listing.entries : []) if (kind !== "directory") names.push(name);
  return names;
}

const endings: Readonly<Record<Program, readonly string[]>> = {
  terraform: [".tf", ".tf.json"],
  opentofu: [".tf", ".tf.json", ".tofu", ".tofu.json"],
};

/** The configuration files among the names of a folder's files. Files that an editor leaves behind, and hidden ones, don't count. */
export function configurationFiles(names: Iterable<string>, program: Program): FileSet {
  const sorted = [...names].filter((name) => endingOf(name, program) !== null && !isLeftover(name)).sort(compareText);
  const present = new Set(sorted);
  const primary: string[] = [];
  const override: string[] = [];
  for (const name of sorted) {
    const ending = endingOf(name, program) ?? "";
    const base = name.slice(0, name.length - ending.length);
    // `main.tf` makes way for `main.tofu`, `main.tf.json` for `main.tofu.json`.
    if (program === "opentofu" && ending.startsWith(".tf") && present.has(base + ending.replace(".tf", ".tofu")))
      continue;
    (base === "override" || base.endsWith("_override") ? override : primary).push(name);
  }
  return { primary, override };
}

/** Variables files that Terraform loads without being told, in its order: later ones win. */
export function automaticVariableFiles(names: Iterable<string>): readonly string[] {
  const present = [...names];
  const first = ["terraform.tfvars", "terraform.tfvars.json"].filter((name) => present.includes(name));
  const rest = present.filter((name) => name.endsWith(".auto.tfvars") || name.endsWith(".auto.tfvars.json"));
  return [...first, ...rest.sort(compareText)];
}

function endingOf(name: string, program: Program): string | null {
  return endings[program].find((ending) => name.endsWith(ending)) ?? null;
}

function isLeftover(name: string): boolean {
  return name.startsWith(".") || name.endsWith("~") || (name.startsWith("#") && name.endsWith("#"));
}
