import { parseArn } from "../arn.ts";
import type { Diagnostics } from "../schema/diagnostics.ts";
import { numberOf, placesOf, textOf, textsOf } from "../schema/settings.ts";
import type { Settings } from "../schema/settings.ts";
import { jsonSyntaxError } from "../go-json.ts";
import { parseDuration } from "../go-duration.ts";
import { quote } from "../go.ts";
import { atLeast, rowFor } from "../release.ts";
import type { Block, NestedBlock } from "../schema/check-block.ts";

/** What is wrong with a text; the messages name the argument by its path, `assume_role.0.role_arn`. */
type Check = (value: string, path: string, version: string) => readonly string[];

/** What the provider's own schema has against the values: summaries without details. */
export function checkValues(block: Block, version: string, diagnostics: Diagnostics): void {
  const report = (settings: Settings, name: string, problems: readonly string[]): void => {
    for (const problem of problems) diagnostics.error("schema", problem, "", placesOf(settings, name));
  };
  const apply = (settings: Settings, checks: Readonly<Record<string, Check>>, prefix: string): void => {
    for (const [name, check] of Object.entries(checks)) {
      const text = textOf(settings, name);
      if (text) report(settings, name, check(text.value, prefix + name, version));
      for (const [index, element] of (textsOf(settings, name) ?? []).entries()) {
        report(settings, name, check(element, `${prefix}${name}.${index}`, version));
      }
    }
  };

  apply(block.settings, providerChecks, "");
  for (const name of ["max_retries", "token_bucket_rate_limiter_capacity"]) {
    const number = numberOf(block.settings, name);
    if (number !== null && !Number.isInteger(number)) {
      report(block.settings, name, [`Attribute must be a whole number, got ${number}`]);
    }
  }
  conflict(block.settings, "allowed_account_ids", "forbidden_account_ids", diagnostics);
  for (const [kind, checks] of Object.entries(blockChecks)) {
    for (const [index, nested] of block.blocks.filter((other) => other.kind === kind).entries()) {
      apply(nested.settings, checks, `${kind}.${index}.`);
      if (kind === "assume_role_with_web_identity" && !atLeast(version, "6.56.0")) {
        exactlyOne(nested, `${kind}.${index}.`, diagnostics);
      }
    }
  }
}

const arn: Check = (value, path, version) => {
  if (value === "") return [];
  const problem = (reason: string): string => `${quote(path)} (${value}) is an invalid ARN: ${reason}`;
  const parsed = parseArn(value);
  if ("error" in parsed) return [problem(parsed.error)];
  const expecting = (name: string, pattern: string): string =>
    problem(`invalid ${name} value (expecting to match regular expression: ${pattern})`);
  const problems: string[] = [];
  const patterns = arnPatterns(version);
  if (parsed.partition === "") problems.push(problem("missing partition value"));
  else if (!/^aws(-[a-z]+)*$/.test(parsed.partition)) problems.push(expecting("partition", "^aws(-[a-z]+)*$"));
  if (parsed.region !== "" && !new RegExp(patterns.region).test(parsed.region))
    problems.push(expecting("region", patterns.region));
  if (parsed.accountId !== "" && !new RegExp(patterns.account).test(parsed.accountId)) {
    problems.push(expecting("account ID", patterns.account));
  }
  if (parsed.resource === "") problems.push(problem("missing resource value"));
  return problems;
};

/** `[since, account names that aren't numbers, region]` of the provider's `verify.ValidARN`. */
const arnForms = [
  ["0.0.0", "aws|aws-managed|third-party", "^[a-z]{2}(-[a-z]+)+-\\d$"],
  ["5.60.0", "aws|aws-managed|third-party|aws-marketplace", "^[a-z]{2}(-[a-z]+)+-\\d$"],
  ["6.0.0", "aws|aws-managed|third-party|aws-marketplace|partner-managed", "^[a-z]{2,4}(?:-[a-z]+)+-\\d{1,2}$"],
] as const;

function arnPatterns(version: string): { account: string; region: string } {
  const [, names, region] = rowFor(arnForms, version) ?? arnForms[0];
  return { account: `^(${names}|\\d{12}|cw.{10})$`, region };
}

const length =
  (least: number, most: number): Check =>
  (value, path) => {
    const bytes = new TextEncoder().encode(value).length;
    if (bytes >= least && bytes <= most) return [];
    return [`expected length of ${path} to be in the range (${least} - ${most}), got ${value}`];
  };

const duration: Check = (value, path) => {
  const parsed = parseDuration(value);
  if ("error" in parsed) return [`${quote(path)} cannot be parsed as a duration: ${parsed.error}`];
  const minutes = parsed.nanoseconds / 60_000_000_000n;
  if (minutes >= 15n && parsed.nanoseconds <= 43_200_000_000_000n) return [];
  return [`duration ${quote(path)} must be between 15 minutes (15m) and 12 hours (12h), inclusive`];
};

const json: Check = (value, path) => {
  const problem = jsonSyntaxError(value);
  return problem === null ? [] : [`${quote(path)} contains an invalid JSON: ${problem}`];
};

/** Releases before 6.0.0 take whatever Go takes for a boolean. */
const nullableBool: Check = (value, path, version) => {
  const accepted = atLeast(version, "6.0.0")
    ? /^(?:true|false)?$/
    : /^(?:1|0|[tTfF]|true|TRUE|True|false|FALSE|False)?$/;
  return accepted.test(value) ? [] : [`expected ${path} to be one of '', 'true', or 'false', got '${value}'`];
};

const providerChecks = { skip_metadata_api_check: nullableBool };

const blockChecks: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  assume_role: {
    role_arn: arn,
    duration,
    external_id: length(2, 1224),
    session_name: length(2, 64),
    source_identity: length(2, 64),
    policy: json,
    policy_arns: arn,
  },
  assume_role_with_web_identity: {
    role_arn: arn,
    duration,
    session_name: length(2, 64),
    policy: json,
    policy_arns: arn,
    web_identity_token: length(4, 20000),
  },
};

function conflict(settings: Settings, one: string, other: string, diagnostics: Diagnostics): void {
  if (!settings.has(one) || !settings.has(other)) return;
  for (const [name, against] of [
    [one, other],
    [other, one],
  ] as const) {
    const detail = `"${name}": conflicts with ${against}`;
    diagnostics.error("schema", "Conflicting configuration arguments", detail, placesOf(settings, name));
  }
}

function exactlyOne({ settings, where, unknown }: NestedBlock, prefix: string, diagnostics: Diagnostics): void {
  if (unknown !== null) return;
  const names = ["web_identity_token", "web_identity_token_file"];
  const paths = names.map((name) => prefix + name).join(",");
  const given = names.filter((name) => settings.has(name));
  if (given.length === 1) return;
  const problem =
    given.length === 0
      ? `one of \`${paths}\` must be specified`
      : `only one of \`${paths}\` can be specified, but \`${given.map((name) => prefix + name).join(",")}\` were specified.`;
  for (const name of names) {
    diagnostics.error("schema", "Invalid combination of arguments", `"${prefix}${name}": ${problem}`, where);
  }
}
