import { programVersion } from "../aws/versions-in-play.ts";
import type { ModuleSettings } from "../language/module-settings.ts";
import type { Machine } from "../machine/machine.ts";
import type { LoadOptions, VariableFlag } from "../terraform/load-options.ts";

/** What the user says of the root modules, as the loader of modules takes it. Files that are named count from where the user stands. */
export function loadOptions(settings: ModuleSettings, { currentDirectory }: Machine): Omit<LoadOptions, "libraries"> {
  return {
    ...(settings.opentofuVersion !== undefined && { program: "opentofu" }),
    version: (root) => programVersion(root, settings).version,
    variables: settings.variables.map(({ flag, value }): VariableFlag => ({ flag: `-${flag}`, value })),
    backendConfig: settings.backendConfig,
    givenFrom: currentDirectory,
    ...(settings.workspace !== undefined && { workspace: settings.workspace }),
  };
}
