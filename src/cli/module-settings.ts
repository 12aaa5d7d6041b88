import type { FlagValues } from "./arguments.ts";
import type { ModuleSettings } from "../language/module-settings.ts";

/** What the user says of the root modules on the command line, in the order in which Terraform takes it. */
export function moduleSettings(values: FlagValues): ModuleSettings {
  return {
    variables: values.inOrder("var", "var-file"),
    backendConfig: values.all("backend-config"),
    workspace: values.text("workspace"),
    providerVersion: values.text("provider-version"),
    terraformVersion: values.text("terraform-version"),
    opentofuVersion: values.text("opentofu-version"),
  };
}
