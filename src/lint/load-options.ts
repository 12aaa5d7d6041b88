import type { ModuleSettings } from "../language/module-settings.ts";
import type { LoadOptions, VariableFlag } from "../terraform/load-options.ts";

/** What the user says of the root modules, as the loader of modules takes it. */
export function loadOptions(settings: ModuleSettings): Omit<LoadOptions, "libraries"> {
  const version = settings.opentofuVersion ?? settings.terraformVersion;
  return {
    ...(settings.opentofuVersion !== undefined && { program: "opentofu" }),
    ...(version !== undefined && { version }),
    variables: settings.variables.map(({ flag, value }): VariableFlag => ({ flag: `-${flag}`, value })),
    backendConfig: settings.backendConfig,
    ...(settings.workspace !== undefined && { workspace: settings.workspace }),
  };
}
