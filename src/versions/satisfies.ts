import type { Constraint, Dialect, Operator, Term } from "./constraint.ts";
import { compareVersions, parseVersion, type Version } from "./version.ts";

/**
 * Whether Terraform takes `version` for `constraint`, by the rules of the constraint's dialect.
 * A text that is no version satisfies nothing.
 */
export function satisfies(version: Version | string, constraint: Constraint): boolean {
  const candidate = typeof version === "string" ? parseVersion(version) : version;
  return candidate !== null && meanings[constraint.dialect](candidate, constraint);
}

const meanings: Record<Dialect, (version: Version, constraint: Constraint) => boolean> = {
  /**
   * apparentlymart/go-versions, `MeetingConstraints`: a prerelease has to be asked for by an exact term, and 0.0.0 stands for "no version"
   * and is in no set.
   */
  provider: (version, { terms }) =>
    !isUnset(version) &&
    (version.prerelease === "" || terms.some((term) => term.operator === "=" && isExactly(version, term.version))) &&
    terms.every((term) => holdsForProvider(version, term)),

  /** hashicorp/go-version; prereleases go through another parser first (Terraform's module installer). */
  module: (version, constraint) =>
    version.prerelease === ""
      ? constraint.terms.every((term) => holds(version, term))
      : constraint.terms.every((term) => isExactly(version, term.version)) && asksForPrerelease.test(constraint.text),

  /** hashicorp/go-version on the version's three numbers alone. */
  core: ({ segments }, { terms }) => {
    const core = { segments: segments.slice(0, 3), prerelease: "", metadata: "" };
    return terms.every((term) => holds(core, term));
  },
};

/**
 * The only module constraints that reach a prerelease: Terraform shows them to a parser for npm's grammar, which knows neither commas nor
 * a space behind the operator.
 */
const asksForPrerelease = /^\s*=?\d+(?:\.\d+){0,2}-[0-9A-Za-z.-]+(?:\+[0-9A-Za-z.-]+)?\s*$/;

function isUnset({ segments, prerelease, metadata }: Version): boolean {
  return prerelease === "" && metadata === "" && segments.every((segment) => segment === 0n);
}

function isExactly(version: Version, other: Version): boolean {
  return compareVersions(version, other) === 0 && version.metadata === other.metadata;
}

function holdsForProvider(version: Version, { operator, version: boundary, precision }: Term): boolean {
  if (operator === "=") return isExactly(version, boundary);
  if (operator === "!=") return !isExactly(version, boundary);
  const order = compareVersions(version, boundary);
  if (operator !== "~>") return comparisons[operator](order);
  return order >= 0 && compareVersions(version, successor(boundary, precision > 2 ? 1 : 0)) < 0;
}

function holds(version: Version, { operator, version: boundary, precision }: Term): boolean {
  const order = compareVersions(version, boundary);
  if (operator !== "~>") return comparisons[operator](order);
  // With one number nothing is held fast: `~> 1` admits 2.0.0.
  const held = boundary.segments.slice(0, precision - 1);
  return (
    boundary.prerelease === "" &&
    order >= 0 &&
    version.segments.length >= boundary.segments.length &&
    held.every((segment, index) => segment === version.segments[index])
  );
}

const comparisons: Record<Exclude<Operator, "~>">, (order: number) => boolean> = {
  "=": (order) => order === 0,
  "!=": (order) => order !== 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
};

/** The first release behind everything that shares the numbers up to `index`: `5.1.2` at 0 gives `6.0.0`. */
export function successor({ segments }: Version, index: number): Version {
  return {
    segments: segments.map((segment, at) => (at < index ? segment : at === index ? segment + 1n : 0n)),
    prerelease: "",
    metadata: "",
  };
}
