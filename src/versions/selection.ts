import type { Constraint, Operator, Term } from "./constraint.ts";
import { satisfies } from "./satisfies.ts";
import { compareVersions, versionText, type Version } from "./version.ts";

/**
 * All constraints at once, as Terraform merges those that a configuration's modules put on one provider.
 * No constraint at all admits everything. All of them have to be of one dialect.
 */
export function mergeConstraints(constraints: readonly Constraint[]): Constraint {
  return {
    valid: true,
    dialect: constraints[0]?.dialect ?? "provider",
    text: constraints.map(({ text }) => text).join(", "),
    terms: constraints.flatMap(({ terms }) => terms),
  };
}

/** The newest of `versions` that the constraint admits, in no matter what order they are; `null` when it admits none. */
export function selectNewest(constraint: Constraint, versions: Iterable<Version>): Version | null {
  let newest: Version | null = null;
  for (const version of versions) {
    if (newest && compareVersions(version, newest) <= 0) continue;
    if (satisfies(version, constraint)) newest = version;
  }
  return newest;
}

/**
 * The constraint as `terraform init` writes it into the lock file: terms once each, in the order of their versions, in normalized
 * form (`getproviders.VersionConstraintsString`). Empty when there are no terms.
 */
export function lockFileConstraints({ terms }: Constraint): string {
  const written = new Map(terms.toSorted(inLockFileOrder).map((term) => [termText(term), term]));
  return [...written.keys()].join(", ");
}

/** Terms of one version: lower ends first, upper ends last; `~>` of three numbers before `~>` of two. */
const operatorOrder: readonly Operator[] = [">", ">=", "=", "~>", "<=", "<", "!="];

function inLockFileOrder(a: Term, b: Term): number {
  return (
    compareVersions(a.version, b.version) ||
    compareText(a.version.metadata, b.version.metadata) ||
    operatorOrder.indexOf(a.operator) - operatorOrder.indexOf(b.operator) ||
    Math.max(b.precision, 2) - Math.max(a.precision, 2)
  );
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function termText({ operator, version, precision }: Term): string {
  const numbers = operator === "~>" && precision < 3 ? 2 : 3;
  const text = versionText({ ...version, segments: version.segments.slice(0, numbers) });
  return operator === "=" ? text : `${operator} ${text}`;
}
