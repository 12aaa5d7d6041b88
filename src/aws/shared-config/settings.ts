import { parseIntAnyBase, equalFold } from "../go.ts";

/** What the SDK for Go v2 checks in a profile that it loads, whether or not the setting is used. */
export interface SettingCheck {
  readonly key: string;
  /** The release of the `config` module that began to check it. */
  readonly since: string;
  /** Why the value isn't accepted, in the SDK's words. */
  readonly problem: (value: string) => string | null;
}

const oneOf =
  (words: readonly string[], problem: (value: string) => string, same = (a: string, b: string) => a === b) =>
  (value: string): string | null =>
    words.some((word) => same(word, value)) ? null : problem(value);

const field = (key: string, accepted: string) => (value: string) =>
  `invalid value for shared config profile field, ${key}=${value}, ${accepted}`;

export const defaultsModes = ["legacy", "standard", "in-region", "cross-region", "mobile", "auto"];
export const retryModes = ["standard", "adaptive"];
export const imdsModeProblem = oneOf(
  ["IPv4", "IPv6"],
  () => "unknown EC2 IMDS endpoint mode, must be either IPv6 or IPv4",
  equalFold,
);
export const unknownRetryMode = (value: string): string => `unknown RetryMode, ${value}`;

/** In the order in which the SDK looks at them (`shared_config.go`, `setFromIniSection`). */
export const settingChecks: readonly SettingCheck[] = [
  {
    key: "ec2_metadata_service_endpoint_mode",
    since: "1.5.0",
    problem: (value) => (value === "" ? null : imdsModeProblem(value)),
  },
  {
    key: "defaults_mode",
    since: "1.13.0",
    problem: oneOf(defaultsModes, (value) => `invalid value: ${value}`, equalFold),
  },
  {
    key: "max_attempts",
    since: "1.14.0",
    problem: (value) =>
      parseIntAnyBase(value) === null ? `invalid value max_attempts=${value}, expect integer` : null,
  },
  { key: "retry_mode", since: "1.14.0", problem: oneOf(retryModes, unknownRetryMode) },
  {
    key: "disable_request_compression",
    since: "1.26.0",
    problem: oneOf(["true", "false"], field("disable_request_compression", "need true or false")),
  },
  {
    key: "request_min_compression_size_bytes",
    since: "1.26.0",
    problem: (value) => {
      const size = parseIntAnyBase(value);
      if (size === null) return `invalid value for min request compression size bytes ${value}, need int64`;
      if (size >= 0n && size <= 10485760n) return null;
      return `invalid range for min request compression size bytes ${size.toString()}, must be within 0 and 10485760 inclusively`;
    },
  },
  {
    key: "account_id_endpoint_mode",
    since: "1.27.28",
    problem: oneOf(
      ["preferred", "required", "disabled"],
      field("account_id_endpoint_mode", "must be preferred/required/disabled"),
    ),
  },
  {
    key: "request_checksum_calculation",
    since: "1.29.0",
    problem: oneOf(
      ["when_supported", "when_required"],
      field("request_checksum_calculation", "must be when_supported/when_required"),
      equalFold,
    ),
  },
  {
    key: "response_checksum_validation",
    since: "1.29.0",
    problem: oneOf(
      ["when_supported", "when_required"],
      field("response_checksum_validation", "must be when_supported/when_required"),
      equalFold,
    ),
  },
];
