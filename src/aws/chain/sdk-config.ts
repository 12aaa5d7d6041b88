import { environmentProblem } from "../environment-values.ts";
import { inEnvironment } from "../place.ts";
import type { Place } from "../place.ts";
import { loadSharedConfig } from "../shared-config/load.ts";
import type { ReadFile } from "../shared-config/load.ts";
import { sharedFilePaths } from "../shared-config/locate.ts";
import { emptyProfile, isProfileError, readProfile } from "../shared-config/profile.ts";
import type { Profile } from "../shared-config/profile.ts";
import type { Sections } from "../shared-config/section.ts";
import { expandPath, openError } from "../shell.ts";
import type { Shell } from "../shell.ts";
import type { BaseConfig } from "./base-config.ts";
import { baseHas, fileDialect } from "./libraries.ts";
import type { Libraries } from "./libraries.ts";

/** What the SDK has loaded when it goes looking for credentials. */
export interface SdkConfig {
  readonly profile: Profile;
  readonly files: readonly ReadFile[];
  /** All profiles, for what else could have been meant. */
  readonly sections: Sections;
  /** `""`: none. */
  readonly region: string;
  readonly regionWhere: readonly Place[];
}

/** The SDK stops, whatever credentials would have been used. */
export interface LoadError {
  readonly error: string;
  /** It is the selected profile that can't be used. */
  readonly ofProfile?: true;
  readonly where: readonly Place[];
}

/** The options that `aws-sdk-go-base` gives to the SDK, checked; their errors come before any loading. */
export interface LoadOptions {
  readonly config: readonly string[];
  readonly credentials: readonly string[];
}

/** `commonLoadOptions`: expands paths and reads what the arguments name. */
export function loadOptions(shell: Shell, base: BaseConfig): LoadOptions | LoadError {
  const paths = {
    credentials: expandAll(shell, base, base.sharedCredentialsFiles, "credentials"),
    config: expandAll(shell, base, base.sharedConfigFiles, "config"),
  };
  for (const expanded of Object.values(paths)) if ("error" in expanded) return expanded;

  const bundle = base.customCaBundle === "" ? null : readBundle(shell, base);
  if (bundle) return bundle;
  if (base.imdsEndpointMode !== "" && !/^ipv[46]$/i.test(base.imdsEndpointMode)) {
    const error = "unknown EC2 IMDS endpoint mode, must be either IPv6 or IPv4";
    return { error, where: base.where("ec2_metadata_service_endpoint_mode") };
  }
  return paths as LoadOptions;
}

function expandAll(
  shell: Shell,
  base: BaseConfig,
  paths: readonly string[],
  kind: "config" | "credentials",
): readonly string[] | LoadError {
  if (!baseHas(base.libraries, "expandsPaths")) return paths;
  const expanded = paths.map((path) => expandPath(shell, path));
  const refused = expanded.filter((path) => path === null).length;
  if (refused === 0) return expanded.filter((path) => path !== null);
  const list = "\t* cannot expand user-specific home dir\n".repeat(refused);
  const error = `expanding shared ${kind} files: ${refused} error${refused === 1 ? "" : "s"} occurred:\n${list}\n`;
  return { error, where: base.where(`shared_${kind}_files`) };
}

function readBundle(shell: Shell, base: BaseConfig): LoadError | null {
  const where = base.where("custom_ca_bundle");
  const path = expandPath(shell, base.customCaBundle);
  if (path === null) return { error: "expanding custom CA bundle: cannot expand user-specific home dir", where };
  const text = shell.read(path);
  if (text.state !== "read") return { error: `reading custom CA bundle: ${openError(shell, path, text)}`, where };
  return isBundle(text.text) ? null : { error: "failed to load custom CA bundle PEM file", where };
}

const isBundle = (text: string): boolean => text.includes("-----BEGIN CERTIFICATE-----");

/**
 * `config.LoadDefaultConfig` up to the search for credentials: environment values, shared files, the profile, the CA bundle, the region.
 *
 * @param profileArgument The profile that the program names; `""` leaves it to the environment.
 */
export function loadSdkConfig(
  shell: Shell,
  base: BaseConfig,
  options: LoadOptions,
  profileArgument: string,
): SdkConfig | LoadError {
  const { libraries } = base;
  const invalid = environmentProblem(shell, libraries.config);
  if (invalid) return { error: invalid.text, where: [inEnvironment(invalid.variable)] };

  const shared = loadSharedConfig(shell, sharedFilePaths(shell, options), fileDialect(libraries));
  if ("error" in shared) return shared;
  const chosen = chosenProfile(shell, profileArgument, libraries);
  let profile = readProfile(shared.sections, chosen.name, libraries.config);
  if (isProfileError(profile)) {
    if (!profile.missing || chosen.mustExist) {
      return { error: profile.error, ofProfile: true, where: [...whereChosen(base, chosen), ...profile.where] };
    }
    profile = emptyProfile(chosen.name);
  }
  const bundle = base.customCaBundle === "" ? bundleProblem(shell, profile) : null;
  if (bundle) return bundle;
  return { profile, files: shared.files, sections: shared.sections, ...regionOf(shell, base, profile) };
}

export interface ChosenProfile {
  readonly name: string;
  readonly by: "argument" | "AWS_PROFILE" | "AWS_DEFAULT_PROFILE" | "default";
  /** It is an error when no file has it. */
  readonly mustExist: boolean;
}

/** Which profile is looked up, whether or not its credentials will be used. */
export function chosenProfile(shell: Shell, argument: string, libraries: Libraries): ChosenProfile {
  const reported = baseHas(libraries, "namesMissingProfile");
  if (argument !== "") return { name: argument, by: "argument", mustExist: reported };
  for (const by of ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"] as const) {
    const tolerated = by === "AWS_DEFAULT_PROFILE" && baseHas(libraries, "staticFirst");
    if (shell.env(by) !== "") return { name: shell.env(by), by, mustExist: reported && !tolerated };
  }
  return { name: "default", by: "default", mustExist: false };
}

export function whereChosen(base: Pick<BaseConfig, "where">, { by }: ChosenProfile): readonly Place[] {
  if (by === "argument") return base.where("profile");
  return by === "default" ? [] : [inEnvironment(by)];
}

/** A bundle that the environment or the profile names. */
function bundleProblem(shell: Shell, profile: Profile): LoadError | null {
  const variable = shell.env("AWS_CA_BUNDLE");
  const path = variable || profile.get("ca_bundle");
  if (path === "") return null;
  const where = variable === "" ? profile.where("ca_bundle") : [inEnvironment("AWS_CA_BUNDLE")];
  const text = shell.read(path);
  if (text.state !== "read") return { error: openError(shell, path, text), where };
  return isBundle(text.text) ? null : { error: "failed to load custom CA bundle PEM file", where };
}

function regionOf(shell: Shell, base: BaseConfig, profile: Profile): Pick<SdkConfig, "region" | "regionWhere"> {
  if (base.region !== "") return { region: base.region, regionWhere: base.where("region") };
  for (const name of ["AWS_REGION", "AWS_DEFAULT_REGION"]) {
    if (shell.env(name) !== "") return { region: shell.env(name), regionWhere: [inEnvironment(name)] };
  }
  const region = profile.get("region");
  return { region, regionWhere: region === "" ? [] : profile.where("region") };
}
