/** What a file is to Terraform or OpenTofu, told by its name alone. */
export interface FileKind {
  readonly content: FileContentKind;
  readonly syntax: "native" | "json";
}

export type FileContentKind =
  | "configuration"
  | "variables"
  /** Arguments for `-backend-config=FILE`; the name is a convention only. */
  | "backend-config"
  | "lock-file"
  | "terragrunt";

const exactNames: Readonly<Record<string, FileKind>> = {
  ".terraform.lock.hcl": { content: "lock-file", syntax: "native" },
  "terragrunt.hcl": { content: "terragrunt", syntax: "native" },
};

const endings: readonly (readonly [ending: string, kind: FileKind])[] = [
  [".tf", { content: "configuration", syntax: "native" }],
  [".tofu", { content: "configuration", syntax: "native" }],
  [".tf.json", { content: "configuration", syntax: "json" }],
  [".tofu.json", { content: "configuration", syntax: "json" }],
  [".tfvars", { content: "variables", syntax: "native" }],
  [".tfvars.json", { content: "variables", syntax: "json" }],
  [".tfbackend", { content: "backend-config", syntax: "native" }],
];

/** The kind of the file at a path, or `null` for a file that neither program reads. */
export function fileKind(path: string): FileKind | null {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  return exactNames[name] ?? endings.find(([ending]) => name.endsWith(ending))?.[1] ?? null;
}
