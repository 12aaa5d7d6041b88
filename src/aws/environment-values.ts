import { equalFold, parseInt64 } from "./go.ts";
import { atLeast } from "./release.ts";
import type { Shell } from "./shell.ts";
import { defaultsModes, imdsModeProblem, retryModes, unknownRetryMode } from "./shared-config/settings.ts";

/** An environment variable that stops the SDK, in its words. */
export interface EnvironmentProblem {
  readonly variable: string;
  readonly text: string;
}

interface Check {
  readonly variable: string;
  /** The release of the SDK's `config` module that began to check it. */
  readonly since: string;
  readonly problem: (value: string, variable: string) => string | null;
}

const invalid = (variable: string, value: string, reason: string): string =>
  `invalid value for environment variable, ${variable}=${value}, ${reason}`;

const words =
  (accepted: readonly string[], reason: string, exact = false) =>
  (value: string, variable: string): string | null =>
    accepted.some((word) => (exact ? word === value : equalFold(word, value)))
      ? null
      : invalid(variable, value, reason);

const boolean = words(["true", "false"], "need true or false");
const state = words(["true", "false"], "need true, false");
const checksum = words(["when_supported", "when_required"], "must be when_supported/when_required");

/** In the order in which the SDK looks at them (`env_config.go`, `NewEnvConfig`); the first problem is the one reported. */
const checks: readonly Check[] = [
  { variable: "AWS_DISABLE_REQUEST_COMPRESSION", since: "1.26.0", problem: boolean },
  {
    variable: "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
    since: "1.26.0",
    problem: (value, variable) => {
      const parsed = parseInt64(value);
      if ("error" in parsed) return `invalid value for env var, ${variable}=${value}, need int64`;
      if (parsed.value >= 0n && parsed.value <= 10485760n) return null;
      // The SDK prints the number as a character, and nearly all of them are none.
      const shown =
        parsed.value > 0n && parsed.value <= 0x10ffffn ? String.fromCodePoint(Number(parsed.value)) : "\uFFFD";
      return `invalid range for env var min request compression size bytes '${shown}', must be within 0 and 10485760 inclusively`;
    },
  },
  { variable: "AWS_DISABLE_CLOCK_SKEW_CORRECTION", since: "1.32.30", problem: boolean },
  {
    variable: "AWS_ENABLE_ENDPOINT_DISCOVERY",
    since: "1.4.0",
    problem: words(["true", "false", "auto"], "need true, false or auto"),
  },
  { variable: "AWS_S3_USE_ARN_REGION", since: "1.0.0", problem: boolean },
  {
    variable: "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
    since: "1.5.0",
    problem: (value, variable) => {
      const reason = imdsModeProblem(value);
      return reason === null ? null : invalid(variable, value, reason);
    },
  },
  { variable: "AWS_EC2_METADATA_V1_DISABLED", since: "1.22.0", problem: boolean },
  { variable: "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS", since: "1.8.0", problem: boolean },
  { variable: "AWS_USE_DUALSTACK_ENDPOINT", since: "1.10.0", problem: state },
  { variable: "AWS_USE_FIPS_ENDPOINT", since: "1.10.0", problem: state },
  {
    variable: "AWS_DEFAULTS_MODE",
    since: "1.13.0",
    problem: (value, variable) =>
      defaultsModes.some((mode) => equalFold(mode, value)) ? null : `invalid ${variable} value: ${value}`,
  },
  {
    variable: "AWS_MAX_ATTEMPTS",
    since: "1.14.0",
    problem: (value, variable) => {
      const parsed = parseInt64(value);
      return "error" in parsed ? `invalid value ${variable}=${value}, ${parsed.error}` : null;
    },
  },
  {
    variable: "AWS_RETRY_MODE",
    since: "1.14.0",
    problem: (value, variable) =>
      retryModes.includes(value) ? null : `invalid ${variable} value, ${unknownRetryMode(value)}`,
  },
  { variable: "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", since: "1.21.0", problem: boolean },
  { variable: "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH", since: "1.25.7", problem: boolean },
  {
    variable: "AWS_ACCOUNT_ID_ENDPOINT_MODE",
    since: "1.27.28",
    problem: words(["preferred", "required", "disabled"], "must be preferred/required/disabled", true),
  },
  { variable: "AWS_REQUEST_CHECKSUM_CALCULATION", since: "1.29.0", problem: checksum },
  { variable: "AWS_RESPONSE_CHECKSUM_VALIDATION", since: "1.29.0", problem: checksum },
  {
    variable: "AWS_RESTRICT_FILE_PERMISSIONS",
    since: "1.32.27",
    problem: words(["user_read_write", "unrestricted"], "must be user_read_write/unrestricted"),
  },
];

/**
 * The first environment variable whose value the SDK for Go v2 refuses. It does so whatever credentials would be used.
 *
 * @param config The release of its `config` module.
 */
export function environmentProblem(shell: Shell, config: string): EnvironmentProblem | null {
  for (const { variable, since, problem } of checks) {
    const value = shell.env(variable);
    if (value === "" || !atLeast(config, since)) continue;
    const text = problem(value, variable);
    if (text !== null) return { variable, text };
  }
  return null;
}
