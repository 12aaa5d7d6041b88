import type { Machine } from "../machine/machine.ts";
import { dataDirectory, readText } from "./data-directory.ts";

/** Where `terraform init` put the modules: `.terraform/modules/modules.json`. */
export interface ModuleManifest {
  /** The installed module of a call, `a.b` for the call `b` in the module that `a` calls. */
  get(key: string): InstalledModule | undefined;
}

export interface InstalledModule {
  /** As it was when it was installed, normalised. */
  readonly source: string;
  readonly version: string | null;
  /** Relative to the root module's folder. */
  readonly directory: string;
}

/** Empty when there is none, or one that Terraform couldn't read either. */
export function readModuleManifest(root: string, machine: Machine): ModuleManifest {
  const file = readText(machine.paths.join(dataDirectory(root, machine), "modules", "modules.json"), machine);
  const modules = new Map<string, InstalledModule>();
  for (const record of records(file?.source ?? "")) {
    const { Key: key, Source: source, Version: version, Dir: directory } = record;
    if (typeof key !== "string" || typeof source !== "string" || typeof directory !== "string") continue;
    modules.set(key, { source, version: typeof version === "string" ? version : null, directory });
  }
  return modules;
}

function records(text: string): readonly Record<string, unknown>[] {
  try {
    const manifest: unknown = JSON.parse(text);
    const list = isRecord(manifest) ? manifest.Modules : null;
    return Array.isArray(list) ? list.filter(isRecord) : [];
  } catch {
    return [];
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
