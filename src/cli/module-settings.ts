import type { ModuleSettings } from "../language/module-settings.ts";
import { parseVersion, versionText } from "../versions/version.ts";
import type { FlagValues } from "./arguments.ts";
import type { FlagName } from "./flags.ts";
import { UsageError } from "./usage-error.ts";

/** What the user says of the root modules on the command line, in the order in which Terraform takes it. */
export function moduleSettings(values: FlagValues): ModuleSettings {
  return {
    variables: values.inOrder("var", "var-file"),
    backendConfig: values.all("backend-config"),
    workspace: values.text("workspace"),
    providerVersion: exactVersion(values, "provider-version"),
    terraformVersion: exactVersion(values, "terraform-version"),
    opentofuVersion: exactVersion(values, "opentofu-version"),
  };
}

/** In the canonical spelling: `v1.5` is 1.5.0. */
function exactVersion(values: FlagValues, flag: FlagName): string | undefined {
  const text = values.text(flag);
  if (text === undefined) return undefined;
  const version = parseVersion(text);
  if (!version) throw new UsageError(`--${flag} ${text}: expected one version, like 1.11.4`);
  return versionText(version);
}
