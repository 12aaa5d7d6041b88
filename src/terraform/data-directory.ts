import type { Machine } from "../machine/machine.ts";
import type { SourceText } from "../values/origin.ts";
import type { LoadOptions } from "./load-options.ts";
import type { Workspace } from "./module.ts";

/** Absolute path of the folder in which `terraform init` keeps what it found: `.terraform`, or what `TF_DATA_DIR` says. */
export function dataDirectory(root: string, machine: Machine): string {
  const configured = machine.environment.get("TF_DATA_DIR") ?? "";
  return machine.paths.resolve(root, configured === "" ? ".terraform" : configured);
}

/** A small text file of the data directory; `null` when there is none. */
export function readText(path: string, machine: Machine): SourceText | null {
  const content = machine.files.read(path);
  return content.ok ? { fileName: path, source: new TextDecoder().decode(content.bytes) } : null;
}

const defaultWorkspace: Workspace = { name: "default", origin: null };

/** The selected workspace: by flag, by `TF_WORKSPACE`, or by an earlier `terraform workspace select`. */
export function selectedWorkspace(root: string, machine: Machine, options: LoadOptions): Workspace {
  if (options.workspace !== undefined) {
    return { name: options.workspace, origin: { kind: "flag", flag: "--workspace" } };
  }
  if (options.environment === false) return defaultWorkspace;
  const variable = machine.environment.get("TF_WORKSPACE") ?? "";
  if (variable !== "") return { name: variable, origin: { kind: "environment", name: "TF_WORKSPACE" } };
  const file = readText(machine.paths.join(dataDirectory(root, machine), "environment"), machine);
  const name = file?.source.trim() ?? "";
  if (!file || name === "") return defaultWorkspace;
  const start = file.source.indexOf(name);
  return { name, origin: { kind: "file", file, start, end: start + name.length } };
}
