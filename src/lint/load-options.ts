import { programVersion } from "../aws/versions-in-play.ts";
import type { ModuleSettings } from "../language/module-settings.ts";
import type { Machine } from "../machine/machine.ts";
import { configurationFiles, fileNames } from "../terraform/file-set.ts";
import type { LoadOptions, VariableFlag } from "../terraform/load-options.ts";
import type { Program } from "../values/scope.ts";
import type { Configurations } from "./configurations.ts";

/** What the user says of the root modules, as the loader of modules takes it. Files that are named count from where the user stands. */
export function loadOptions(settings: ModuleSettings, { currentDirectory }: Machine): Omit<LoadOptions, "libraries"> {
  return {
    version: (root) => programVersion(root, settings).version,
    variables: settings.variables.map(({ flag, value }): VariableFlag => ({ flag: `-${flag}`, value })),
    backendConfig: settings.backendConfig,
    givenFrom: currentDirectory,
    ...(settings.workspace !== undefined && { workspace: settings.workspace }),
  };
}

/**
 * The program that runs the modules in a folder: the one whose version is said, else OpenTofu where `.tf-preflight.hcl` says so or
 * Terraform would find no file to read.
 */
export function programOf(
  directory: string,
  { opentofuVersion, terraformVersion }: ModuleSettings,
  { nearest }: Pick<Configurations, "nearest">,
  machine: Machine,
): Program {
  if (opentofuVersion !== undefined) return "opentofu";
  if (terraformVersion !== undefined) return "terraform";
  if (nearest(directory).configuration.opentofu) return "opentofu";
  const names = fileNames(machine.files.list(directory));
  const isForTerraform = configurationFiles(names, "terraform").primary.length > 0;
  return !isForTerraform && configurationFiles(names, "opentofu").primary.length > 0 ? "opentofu" : "terraform";
}
