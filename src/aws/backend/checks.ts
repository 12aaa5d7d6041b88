import { quote, trimSpace } from "../go.ts";
import { durationText, parseDuration } from "../go-duration.ts";
import { parseUrl } from "../go-url.ts";
import { jsonProblem } from "../go-json.ts";

/** What is wrong with a text, as the backend says it. */
export interface Problem {
  readonly summary: string;
  readonly detail: string;
  /** The run goes on; this is only a warning. */
  readonly warning?: true;
}

/** One check of a text; `null` when there is nothing to say. */
export type Check = (value: string) => Problem | null;

const problem = (summary: string, detail: string): Problem => ({ summary, detail });
const utf8Length = (text: string): number => new TextEncoder().encode(text).length;

export const notEmpty: Check = (value) =>
  trimSpace(value) === "" ? problem("Invalid Value", "The value cannot be empty or all whitespace") : null;

export const objectPath: Check = (value) =>
  value.startsWith("/") || value.endsWith("/")
    ? problem("Invalid Value", 'The value must not start or end with "/"')
    : null;

export const without =
  (part: string): Check =>
  (value) =>
    value.includes(part) ? problem("Invalid Value", `Value must not contain "${part}"`) : null;

export const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(value) ? null : problem("Invalid Value", `Value must be one of [${values.join(", ")}]`);

export const lengthBetween =
  (least: number, most: number): Check =>
  (value) => {
    const length = utf8Length(value);
    if (length >= least && length <= most) return null;
    return problem("Invalid Value Length", `Length must be between ${least} and ${most}, had ${length}`);
  };

/** @param characters The part of a character class. */
export const only =
  (characters: string, named: string): Check =>
  (value) =>
    new RegExp(`^[${characters}]*$`).test(value)
      ? null
      : problem("Invalid Value", `Value can only contain letters, numbers, or the following characters: ${named}`);

export const retryMode: Check = (value) =>
  value === "standard" || value === "adaptive" ? null : problem("Invalid Value", `unknown RetryMode, ${value}`);

/** The checks of `role_arn` and `policy_arns`: an ARN whose resource begins with `type/`. */
export const arnOf =
  (type: "role" | "policy"): Check =>
  (value) => {
    const sections = value.split(":");
    const wrong = !value.startsWith("arn:") ? "invalid prefix" : sections.length < 6 ? "not enough sections" : null;
    if (wrong !== null)
      return problem("Invalid ARN", `The value ${quote(value)} cannot be parsed as an ARN: arn: ${wrong}`);
    if (sections.slice(5).join(":").startsWith(`${type}/`)) return null;
    const name = type === "role" ? "Role" : "Policy";
    return problem(`Invalid IAM ${name} ARN`, `Value must be a valid IAM ${name} ARN, got ${quote(value)}`);
  };

const quarterHour = 15n * 60_000_000_000n;
const halfDay = 12n * 3_600_000_000_000n;

/** @param shown How a duration outside of the range is shown: parsed, or as it was written. */
export const roleDuration =
  (shown: "parsed" | "written"): Check =>
  (value) => {
    const duration = parseDuration(value);
    if ("error" in duration) {
      return problem("Invalid Duration", `The value ${quote(value)} cannot be parsed as a duration: ${duration.error}`);
    }
    const { nanoseconds } = duration;
    if (nanoseconds >= quarterHour && nanoseconds <= halfDay) return null;
    const had = shown === "parsed" ? durationText(nanoseconds) : value;
    return problem("Invalid Duration", `Duration must be between 15m0s and 12h0m0s, had ${had}`);
  };

const uuid = "[a-f0-9]{8}-[a-f0-9]{4}-[1-5][a-f0-9]{3}-[ab89][a-f0-9]{3}-[a-f0-9]{12}";
const multiRegion = "mrk-[a-f0-9]{32}";
const alias = "alias/[a-zA-Z0-9/_-]+";

/** @param aliases Aliases are accepted since Terraform 1.6.1. */
export const kmsKey =
  (aliases: boolean): Check =>
  (value) => {
    if (value.startsWith("arn:") && value.split(":").length > 5) {
      const resource = value.split(":").slice(5).join(":");
      const valid =
        new RegExp(`^key/(?:${uuid}|${multiRegion})$`).test(resource) ||
        (aliases && new RegExp(`^${alias}$`).test(resource));
      return valid ? null : problem("Invalid KMS Key ARN", `Value must be a valid KMS Key ARN, got ${quote(value)}`);
    }
    // The alternatives are anchored as the program anchors them: the first at its start, the last at its end.
    const ids = aliases ? `^${uuid}|${multiRegion}|${alias}$` : `^${uuid}|${multiRegion}$`;
    return new RegExp(ids).test(value)
      ? null
      : problem("Invalid KMS Key ID", `Value must be a valid KMS Key ID, got ${quote(value)}`);
  };

const unparsable = (value: string, error: string): Problem =>
  problem("Invalid Value", `The value ${quote(value)} cannot be parsed as a URL: ${error}`);

export const completeUrl: Check = (value) => {
  const url = parseUrl(value);
  if ("error" in url) return unparsable(value, url.error);
  if (url.scheme !== "" && url.host !== "") return null;
  return problem(
    "Invalid Value",
    `The value must be a valid URL containing at least a scheme and hostname. Had ${quote(value)}`,
  );
};

export const urlOrHost: Check = (value) => {
  const url = parseUrl(value);
  if ("error" in url) return unparsable(value, url.error);
  if (url.scheme !== "" && url.host !== "") return null;
  return {
    summary: "Complete URL Expected",
    detail: `The value should be a valid URL containing at least a scheme and hostname. Had ${quote(value)}.\n\nUsing an incomplete URL, such as a hostname only, may work, but may have unexpected behavior.`,
    warning: true,
  };
};

/** A policy that isn't empty (Terraform crashes on an empty one). */
export const policyDocument: Check = (value) => {
  const document = trimSpace(value);
  if (document.startsWith("{")) {
    const wrong = jsonProblem(document);
    if (!wrong) return null;
    return problem(
      "Invalid JSON Document",
      `The JSON document contains an error: ${wrong.message}, at byte offset ${wrong.offset}`,
    );
  }
  const expected = "Expected a JSON object describing the policy";
  const invalid = (detail: string): Problem => problem("Invalid IAM Policy Document", detail);
  if (!document.startsWith('"')) return invalid(expected);
  const encoded = `${expected}, had a JSON-encoded string.`;
  if (jsonProblem(document)) return invalid(encoded);
  const content = JSON.parse(document) as string;
  if (content.endsWith(".json")) {
    return invalid(
      `${encoded}\n\nThe string ${quote(content)} looks like a filename, please pass the contents of the file instead of the filename.`,
    );
  }
  if (jsonProblem(content)) return invalid(encoded);
  return invalid(`${encoded}\n\nThe string content was valid JSON, your policy document may have been double-encoded.`);
};
