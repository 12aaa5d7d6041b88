import minVersion from "semver/ranges/min-version.js";
import intersects from "semver/ranges/intersects.js";
import subset from "semver/ranges/subset.js";
import lt from "semver/functions/lt.js";
import valid from "semver/functions/valid.js";
import type { SemVer } from "semver";
import type { Constraint, Dialect, Term } from "./constraint.ts";
import { isBelow, upperEnd } from "./ends.ts";
import { satisfies, successor } from "./satisfies.ts";
import { compareVersions, versionText, type Version } from "./version.ts";

/** A range that no version is in. */
const nothing = "<0.0.0-0";

/**
 * The constraint as a range for npm's `semver`, equal to Terraform's meaning for every release (and for the one prerelease that an
 * exact term asks for). `null` when there is no such range: numbers beyond JavaScript's, or more than three of them.
 *
 * Terraform's own text must never reach `semver`: it would read `~> 5.0` as `>=5.0.0 <5.1.0` and raise no error.
 */
export function semverRange(constraint: Constraint): string | null {
  const { dialect, terms } = constraint;
  if (!terms.every(({ version }) => isSemver(version))) return null;
  const pin = terms.find(({ operator, version }) => operator === "=" && version.prerelease !== "");
  if (pin) return satisfies(pin.version, constraint) ? `=${versionText(pin.version)}` : nothing;

  const bounds = terms.filter(({ operator }) => operator !== "!=").map((term) => comparators(term, dialect));
  // No provider constraint admits 0.0.0.
  if (dialect === "provider" && satisfies("0.0.0", { ...constraint, dialect: "core" })) bounds.unshift(">0.0.0");
  const holes = terms
    .filter(({ operator, version }) => operator === "!=" && excludesARelease(version, dialect))
    .map(({ version }) => version)
    .toSorted(compareVersions)
    .map(numbersText);
  const stretches = [...new Set(holes)].map((hole, index, all) => [
    index > 0 ? `>${all[index - 1] ?? ""}` : "",
    `<${hole}`,
  ]);
  stretches.push(holes.length > 0 ? [`>${holes.at(-1) ?? ""}`] : []);
  return stretches.map((stretch) => [...bounds, ...stretch].filter(Boolean).join(" ") || "*").join(" || ");
}

/** Whether no release at all can satisfy the constraint, today or ever; `null` when that can't be told. */
export function admitsNothing(constraint: Constraint): boolean | null {
  if (constraint.terms.some(({ version }) => satisfies(version, constraint))) return false;
  const range = semverRange(constraint);
  return range === null ? null : subset(range, nothing);
}

/** The lowest version that the constraint admits (whether it was ever released or not); `null` when there is none or it can't be told. */
export function lowestAdmitted(constraint: Constraint): string | null {
  const stretches = semverRange(constraint)?.split(" || ") ?? [];
  const lowest = stretches.filter((stretch) => !subset(stretch, nothing)).map((stretch) => minVersion(stretch));
  return lowest.reduce<SemVer | null>((a, b) => (!a || (b && lt(b, a)) ? b : a), null)?.version ?? null;
}

/** Whether any version of a major can satisfy the constraint; `null` when that can't be told. */
export function admitsMajor(constraint: Constraint, major: number): boolean | null {
  const first = { segments: [BigInt(major), 0n, 0n], prerelease: "", metadata: "" };
  const ends = constraint.terms.map((term) => upperEnd(term, constraint));
  if (ends.some((end) => end !== null && isBelow(end, first))) return false;
  const range = semverRange(constraint);
  return range === null ? null : intersects(range, `>=${major}.0.0 <${major + 1}.0.0`);
}

/** Whether the constraint bars newer releases from some version on. */
export function hasUpperEnd(constraint: Constraint): boolean {
  return constraint.terms.some((term) => upperEnd(term, constraint) !== null);
}

function comparators({ operator, version, precision }: Term, dialect: Dialect): string {
  const { prerelease, metadata } = version;
  const text = numbersText(version);
  switch (operator) {
    case "=":
      // No registry lists versions with build metadata, and for a provider only such a version would do.
      return dialect === "provider" && metadata !== "" ? nothing : `=${text}`;
    case "!=":
      return "";
    // A release is never between a prerelease and its release, so a bound with a prerelease moves to the release.
    case ">":
      return prerelease === "" ? `>${text}` : `>=${text}`;
    case "<=":
      return prerelease === "" ? `<=${text}` : `<${text}`;
    case ">=":
    case "<":
      return operator + text;
    case "~>": {
      if (dialect !== "provider" && prerelease !== "") return nothing;
      const held = precision > 2 ? 1 : 0;
      const open = dialect !== "provider" && precision === 1;
      return open ? `>=${text}` : `>=${text} <${numbersText(successor(version, held))}`;
    }
  }
}

/** Only a release leaves a hole among releases; one with build metadata does not for a provider. */
function excludesARelease({ prerelease, metadata }: Version, dialect: Dialect): boolean {
  return prerelease === "" && (dialect !== "provider" || metadata === "");
}

function isSemver({ segments, prerelease }: Version): boolean {
  return (
    segments.length === 3 &&
    segments.every((segment) => segment < BigInt(Number.MAX_SAFE_INTEGER)) &&
    (prerelease === "" || valid(`0.0.0-${prerelease}`) !== null)
  );
}

function numbersText({ segments }: Version): string {
  return segments.join(".");
}
