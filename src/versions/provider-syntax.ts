import { goQuote } from "../hcl/go-quote.ts";
import type { Version } from "./version.ts";

/** What apparentlymart/go-versions 1.0.2 (`scanConstraint`) consumes of a term; groups: operator, space, numbers, prerelease, metadata (twice). */
const scan =
  /^([^\d\sA-Za-z.*]*)(\s*)(?:(\d+(?:\.\d+)*)(?:-(?:([0-9A-Za-z.-]+)(?:\+([0-9A-Za-z.-]*))?)?|\+([0-9A-Za-z.-]*))?)?/;

/**
 * Reads a term that hashicorp/go-version accepts with Terraform's second parser for provider constraints
 * (`constraints.ParseRubyStyleMulti`), which is stricter and has the last word on what the term means.
 *
 * @param term without spaces around it
 * @returns prerelease and metadata as this parser sees them, or what it complains about
 */
export function readProviderTerm(term: string): Pick<Version, "prerelease" | "metadata"> | string {
  const [consumed = "", operator = "", space = "", numbers, prerelease = "", ...metadata] = scan.exec(term) ?? [];
  const specification = `invalid specification ${goQuote(consumed)}`;
  // A `v` directly behind the operator is counted as spacing by this scanner.
  const oneSpace = space === " " || (space === "" && (operator === "" || numbers !== undefined));
  if (!oneSpace) return `${specification}: only one space is expected after the operator ${goQuote(operator)}`;
  if (numbers !== undefined && numbers.split(".").length > 3) {
    return `${specification}: too many numbered portions; only three are allowed (major, minor, patch)`;
  }
  const rest = term.slice(consumed.length);
  if (rest.startsWith("v")) return `a "v" prefix should not be used`;
  if (rest !== "") return `missing comma after ${goQuote(consumed)}`;
  return { prerelease, metadata: metadata.find(Boolean) ?? "" };
}
