import { equalFold } from "../go.ts";
import { inEnvironment } from "../place.ts";
import type { Place } from "../place.ts";
import { defaultPath } from "../shared-config/locate.ts";
import { imdsModeProblem } from "../shared-config/settings.ts";
import { openError } from "../shell.ts";
import type { Shell } from "../shell.ts";
import { sdkError } from "./error.ts";
import { emptyProfile, isError, loadProfile, s3EndpointProblem, stsEndpointProblem } from "./profile.ts";
import type { Profile, SharedFile } from "./profile.ts";

/** What a session of the SDK stands on. */
export interface Session {
  readonly profile: Profile;
}

export interface SessionError {
  readonly error: string;
  readonly where: readonly Place[];
}

interface SessionOptions {
  /** The `profile` argument. */
  readonly profile: string;
  /** The config file is loaded; otherwise `AWS_SDK_LOAD_CONFIG` decides. */
  readonly sharedConfig: boolean;
}

/** `session.NewSessionWithOptions`, up to the point where credentials are chosen. */
export function openSession(shell: Shell, options: SessionOptions): Session | SessionError {
  const extended = options.sharedConfig || loadsConfig(shell);
  const wrong = environmentProblem(shell);
  if (wrong) {
    const what = options.sharedConfig ? "shared" : "environment";
    return { error: `failed to load ${what} config, ${wrong.text}`, where: [inEnvironment(wrong.variable)] };
  }
  const chosen = options.profile || chosenProfile(shell, extended);
  const profile = loadProfile(shell, chosen || "default", sharedFiles(shell, extended), extended);
  if (!isError(profile)) return { profile };
  // Without a profile by name and without the config file, whoever brings credentials needn't have a readable file.
  if (profile.missing || (chosen === "" && !extended)) return { profile: emptyProfile(chosen || "default") };
  return { error: profile.error, where: profile.where };
}

/** The certificates of the session's HTTP client. */
export function bundleProblem(shell: Shell, { profile }: Session): SessionError | null {
  const variable = shell.env("AWS_CA_BUNDLE");
  const path = variable || profile.get("ca_bundle");
  if (path === "") return null;
  const where = variable ? [inEnvironment("AWS_CA_BUNDLE")] : profile.where("ca_bundle");
  const text = shell.read(path);
  const code = "LoadCustomCABundleError";
  if (text.state === "read") {
    if (text.text.includes("-----BEGIN CERTIFICATE-----")) return null;
    return { error: sdkError(code, "failed to load custom CA bundle PEM file"), where };
  }
  const verb = text.state === "directory" ? "read" : "open";
  return { error: sdkError(code, `failed to ${verb} custom CA bundle PEM file`, openError(shell, path, text)), where };
}

/** The name in the environment; `AWS_DEFAULT_PROFILE` is read only together with the config file. */
export const chosenProfile = (shell: Shell, extended: boolean): string =>
  shell.env("AWS_PROFILE") || (extended ? shell.env("AWS_DEFAULT_PROFILE") : "");

function sharedFiles(shell: Shell, extended: boolean): readonly SharedFile[] {
  const credentials: SharedFile = {
    kind: "credentials",
    path: shell.env("AWS_SHARED_CREDENTIALS_FILE") || defaultPath(shell, "credentials"),
  };
  if (!extended) return [credentials];
  return [{ kind: "config", path: shell.env("AWS_CONFIG_FILE") || defaultPath(shell, "config") }, credentials];
}

/** `strconv.ParseBool`, errors being false. */
const loadsConfig = (shell: Shell): boolean => /^(?:1|t|T|true|TRUE|True)$/.test(shell.env("AWS_SDK_LOAD_CONFIG"));

const boolean = (need: string) => (value: string, variable: string) =>
  equalFold(value, "true") || equalFold(value, "false")
    ? null
    : `invalid value for environment variable, ${variable}=${value}, need ${need}`;
const loaded = (problem: (value: string) => string | null) => (value: string, variable: string) => {
  const text = problem(value);
  return text === null ? null : `failed to load, ${variable} from env config, ${text}`;
};

/** In the SDK's order (`envConfigLoad`). */
const checks: readonly (readonly [variable: string, problem: (value: string, variable: string) => string | null])[] = [
  ["AWS_STS_REGIONAL_ENDPOINTS", loaded(stsEndpointProblem)],
  ["AWS_S3_US_EAST_1_REGIONAL_ENDPOINT", loaded(s3EndpointProblem)],
  ["AWS_S3_USE_ARN_REGION", boolean("true or false")],
  [
    "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
    (value, variable) => {
      const reason = imdsModeProblem(value);
      return reason === null ? null : `invalid value for environment variable, ${variable}=${value}, ${reason}`;
    },
  ],
  ["AWS_USE_DUALSTACK_ENDPOINT", boolean("true, false")],
  ["AWS_USE_FIPS_ENDPOINT", boolean("true, false")],
];

function environmentProblem(shell: Shell): { variable: string; text: string } | null {
  for (const [variable, problem] of checks) {
    const value = shell.env(variable);
    const text = value === "" ? null : problem(value, variable);
    if (text !== null) return { variable, text };
  }
  return null;
}
