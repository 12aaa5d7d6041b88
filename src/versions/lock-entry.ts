import { goQuote } from "../hcl/go-quote.ts";
import { parseConstraint } from "./constraint.ts";
import { lockFileConstraints } from "./selection.ts";
import { parseVersion, versionText } from "./version.ts";

/** Why Terraform refuses a text in the lock file, in its words. */
export interface LockEntryProblem {
  readonly summary: string;
  readonly detail: string;
}

/**
 * What Terraform has against the `version` of an entry of the lock file; `null`: nothing.
 *
 * @param provider in full: `registry.terraform.io/hashicorp/aws`
 */
export function lockedVersionProblem(text: string, provider: string): LockEntryProblem | null {
  const summary = "Invalid provider version number";
  const subject = `The selected version number for provider ${provider}`;
  const reason = exactVersionProblem(text);
  if (reason !== null) return { summary, detail: `${subject} is invalid: ${reason}.` };
  const version = parseVersion(text.replace(/[.-]$/u, ""));
  const normalized = version ? versionText(version) : text;
  return normalized === text ? null : { summary, detail: notNormalized(subject, normalized) };
}

/** The same for its `constraints`. */
export function lockedConstraintsProblem(text: string, provider: string): LockEntryProblem | null {
  if (text === "") return null;
  const summary = "Invalid provider version constraints";
  const subject = `The recorded version constraints for provider ${provider}`;
  const constraint = parseConstraint(text);
  if (!constraint.valid) {
    const reason = constraint.detail.replace(/^Incorrect version constraint syntax: /u, "").replace(/\.$/u, "");
    return { summary, detail: `${subject} are invalid: ${reason}.` };
  }
  const normalized = lockFileConstraints(constraint);
  return normalized === text ? null : { summary, detail: notNormalized(subject, normalized) };
}

const notNormalized = (subject: string, normalized: string): string =>
  `${subject} must be written in normalized form: ${goQuote(normalized)}.`;

/** What apparentlymart/go-versions (`scanConstraint`) consumes; groups: operator, space, numbers. */
const scan =
  /^([^\d\sA-Za-z.*]*)(\s*)((?:(?:\d+|[*xX])(?:\.(?:\d+|[*xX]))*\.?)?)(?:-(?:[0-9A-Za-z.-]+(?:\+[0-9A-Za-z.-]*)?)?|\+[0-9A-Za-z.-]*)?/u;

const constraintOperators = [">", ">=", "<", "<=", "!", "!=", "~>", "^", "~"];

/** The complaints of `constraints.ParseExactVersion`. */
function exactVersionProblem(text: string): string | null {
  if (text.trim() === "") return "empty specification";
  const [consumed = "", operator = "", space = "", numbers = ""] = scan.exec(text) ?? [];
  if (constraintOperators.includes(operator)) {
    return `can't use constraint operator ${goQuote(operator)}; an exact version is required`;
  }
  if (operator !== "") return `invalid sequence ${goQuote(operator)} at start of specification`;
  if (space !== "") return "extraneous spaces at start of specification";
  const rest = text.slice(consumed.length);
  if (rest !== "") return restProblem(rest.trim(), text);
  const parts = numbers.replace(/\.$/u, "").split(".");
  if (parts.length > 3) return "too many numbered portions; only three are allowed (major, minor, patch)";
  const wildcard = parts.findIndex((part) => /^[*xX]$/u.test(part));
  const name = ["major", "minor", "patch"][wildcard];
  return name === undefined ? null : `can't use wildcard for ${name} number; an exact version is required`;
}

function restProblem(rest: string, text: string): string {
  if (rest === "") return "extraneous spaces at end of specification";
  if (text.startsWith("v")) return 'a "v" prefix should not be used';
  if (/^[,|]/u.test(rest)) return "can't specify multiple versions; a single exact version is required";
  if (rest.startsWith("-")) return "can't specify version range; a single exact version is required";
  if (text.trim().startsWith(rest)) {
    return "invalid specification; required format is three positive integers separated by periods";
  }
  return `invalid characters ${goQuote(rest)}`;
}
