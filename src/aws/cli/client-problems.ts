import { inEnvironment } from "../place.ts";
import type { Place } from "../place.ts";
import type { Section } from "../shared-config/section.ts";
import type { Shell } from "../shell.ts";
import type { CliError } from "./config.ts";
import { placesIn } from "./sources.ts";
import type { CliSession } from "./sources.ts";

/** A variable, else a key of the profile. */
function settingOf(
  shell: Shell,
  section: Section | undefined,
  variable: string,
  key: string,
): { value: string; where: readonly Place[] } | null {
  const value = shell.machine.environment.get(variable);
  if (value !== undefined) return { value, where: [inEnvironment(variable)] };
  const setting = section?.settings.get(key);
  return setting ? { value: setting.value, where: [setting.place] } : null;
}

/** What stops the search for credentials before it begins. */
export function imdsModeProblem(shell: Shell, section: Section | undefined): CliError | null {
  const variable = "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE";
  const mode = settingOf(shell, section, variable, "ec2_metadata_service_endpoint_mode");
  if (!mode || /^ipv[46]$/i.test(mode.value)) return null;
  const error = `Invalid EC2 Instance Metadata endpoint mode: ${mode.value} Valid endpoint modes (case-insensitive): ('ipv4', 'ipv6').`;
  return { error, where: mode.where };
}

interface Check {
  readonly variable: string;
  readonly key: string;
  readonly problem: (value: string) => string | null;
}

const defaultsModes = ["legacy", "auto", "standard", "in-region", "cross-region", "mobile"];
const integer = /^\s*[+-]?\d+(?:_\d+)*\s*$/;
const notInteger = (value: string): string => `invalid literal for int() with base 10: '${value}'`;

/** In the order in which botocore makes its client. */
const checks: readonly Check[] = [
  {
    variable: "AWS_DEFAULTS_MODE",
    key: "defaults_mode",
    problem: (value) =>
      defaultsModes.includes(value.toLowerCase())
        ? null
        : `Client configured with invalid defaults mode: ${value}. Valid defaults modes include: ${defaultsModes.join(", ")}.`,
  },
  {
    variable: "AWS_MAX_ATTEMPTS",
    key: "max_attempts",
    problem: (value) => {
      if (!integer.test(value)) return notInteger(value);
      if (Number(value) >= 1) return null;
      return `Value provided to "max_attempts": ${Number(value)} must be an integer greater than or equal to 1.`;
    },
  },
  {
    variable: "AWS_RETRY_MODE",
    key: "retry_mode",
    problem: (value) =>
      ["legacy", "standard", "adaptive"].includes(value)
        ? null
        : `Invalid value provided to "mode": "${value}" must be one of: {…}`,
  },
  {
    variable: "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
    key: "request_min_compression_size_bytes",
    problem: (value) => {
      const problem = `Invalid value "${value}" for request_min_compression_size_bytes.`;
      if (!integer.test(value)) return `${problem} Value must be an integer. Received <class 'str'> instead.`;
      const fits = Number(value) >= 1 && Number(value) <= 1048576;
      return fits ? null : `${problem} Value must be between 1 and 1048576.`;
    },
  },
];

/** What is found out when the client is made, after the credentials. */
export function clientProblem(
  { shell, config, region }: CliSession,
  profile: string,
  regionWhere: readonly Place[],
): CliError | null {
  const section = config.profiles.get(profile);
  const token = ssoTokenProblem(profile, section, config.ssoSessions);
  if (token) return token;
  for (const { variable, key, problem } of checks) {
    const setting = settingOf(shell, section, variable, key);
    const error = setting ? problem(setting.value) : null;
    if (setting && error !== null) return { error, where: setting.where };
  }
  if (region !== null && !/^(?![0-9]+$)(?!-)[a-zA-Z0-9-]{0,63}(?<!-)$/.test(region)) {
    return { error: `Provided region_name '${region}' doesn't match a supported format.`, where: regionWhere };
  }
  return null;
}

/** Every client looks for a bearer token, and so into the SSO settings of the profile, whoever signs. */
function ssoTokenProblem(
  name: string,
  section: Section | undefined,
  sessions: ReadonlyMap<string, Section>,
): CliError | null {
  const session = section?.settings.get("sso_session");
  if (!session) return null;
  const where = placesIn(section, "sso_session");
  const settings = sessions.get(session.value)?.settings;
  const uses = `The profile "${name}" is configured to use the SSO token provider but`;
  if (!settings || settings.size === 0) {
    return { error: `${uses} the "${session.value}" sso_session configuration does not exist.`, where };
  }
  const missing = ["sso_start_url", "sso_region"].filter((key) => !settings.has(key));
  if (missing.length === 0) return null;
  const list = missing.map((key) => `'${key}'`).join(", ");
  return { error: `${uses} is missing the following configuration: [${list}].`, where };
}
