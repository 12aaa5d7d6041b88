/** What a user says of the root modules of a run, beside what the folders and the environment say. */
export interface ModuleSettings {
  readonly variables: readonly VariableSetting[];
  /** `-backend-config`: a file, or `key=value`. */
  readonly backendConfig: readonly string[];
  readonly workspace: string | undefined;
  /** The release of hashicorp/aws that will run, instead of the locked one. */
  readonly providerVersion: string | undefined;
  readonly terraformVersion: string | undefined;
  readonly opentofuVersion: string | undefined;
}

export const noModuleSettings: ModuleSettings = {
  variables: [],
  backendConfig: [],
  workspace: undefined,
  providerVersion: undefined,
  terraformVersion: undefined,
  opentofuVersion: undefined,
};

/** `-var` or `-var-file`, in the order of the command line: a later one wins. */
export interface VariableSetting {
  readonly flag: "var" | "var-file";
  readonly value: string;
}
