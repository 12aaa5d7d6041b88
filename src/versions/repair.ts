import type { Comparator } from "semver";
import Range from "semver/classes/range.js";
import SemVer from "semver/classes/semver.js";
import compare from "semver/functions/compare.js";
import eq from "semver/functions/eq.js";
import gt from "semver/functions/gt.js";
import validRange from "semver/ranges/valid.js";
import { parseConstraint, type Dialect } from "./constraint.ts";

/** Slips that leave no doubt about what was meant; applied one after another. */
const slips: readonly [pattern: RegExp, replacement: string][] = [
  [/[\s\u00a0\u2000-\u200b\u3000]+/gu, " "],
  [/^[ ,]+|[ ,]+$/gu, ""],
  [/ ?(?:, ?)+/gu, ", "],
  [/=>/gu, ">="],
  [/=</gu, "<="],
  [/={2,3}/gu, "="],
  [/(?<![\w.+-])[vV](?=\d)/gu, ""],
  [/> = ?/gu, ">= "],
  [/< = ?/gu, "<= "],
  // Both grammars agree on what a wildcard would mean behind these two.
  [/(~>|>=) ?(\d+(?:\.\d+)?)\.[xX*](?:\.[xX*])?(?![\w.])/gu, "$1 $2.0"],
  // Between two terms the comma is missing: ">= 1.0 < 2.0".
  [/(\d) ?(?=[<>=!~])/gu, "$1, "],
];

/**
 * What the author of a constraint that Terraform refuses must have meant, when there is only one possibility; else `null`.
 * npm's ranges (`^1.2`, `1.x`, `^1 || ^2`) are rewritten when Terraform can say the same.
 */
export function repairConstraint(text: string, dialect: Dialect): string | null {
  const tidy = slips.reduce((current, [pattern, replacement]) => current.replace(pattern, replacement), text);
  const plain = dialect === "core" ? withoutPrereleases(tidy) : tidy;
  if (parseConstraint(plain, dialect).valid) return plain;
  // In npm's grammar a comma is nothing, and in Terraform's it is "and": each piece is translated by itself.
  const pieces = text.includes("||") ? [text.replace(/\s+/gu, " ").trim()] : tidy.split(", ");
  const translated = pieces.map((piece) => (parseConstraint(piece, dialect).valid ? piece : fromNpm(piece)));
  if (translated.includes(null)) return null;
  const whole = translated.join(", ");
  return parseConstraint(whole, dialect).valid ? whole : null;
}

/** `required_version` compares the three numbers only, and refuses prereleases with the advice to remove them. */
function withoutPrereleases(text: string): string {
  return text.replace(/(\d+(?:\.\d+)*)-[0-9A-Za-z.~-]+/gu, "$1");
}

/** What only npm's grammar knows. `~1.2` is left out: it may be npm's tilde (`< 1.3`) or a slip of `~>` (`< 2`). */
const npmOnly = /\^|\d\.[xX*]|\|\|/u;

function fromNpm(text: string): string | null {
  if (!npmOnly.test(text) || /[,~]/u.test(text) || text.length > 200) return null;
  const range = validRange(text) === null ? null : new Range(text);
  const intervals = range?.set.map(intervalOf) ?? [];
  if (intervals.length === 0 || intervals.includes(null)) return null;
  const [first, ...rest] = (intervals as Interval[]).toSorted((a, b) => compare(a.from, b.from));
  if (!first) return null;
  let { until } = first;
  for (const next of rest) {
    // Terraform has no "or": only what touches can be one range.
    if (gt(next.from, until)) return null;
    if (gt(next.until, until)) until = next.until;
  }
  return intervalText({ from: first.from, until });
}

/** `>= from, < until`. */
interface Interval {
  readonly from: SemVer;
  readonly until: SemVer;
}

function intervalOf(comparators: readonly Comparator[]): Interval | null {
  const from = comparators.find(({ operator }) => operator === ">=")?.semver;
  const until = comparators.find(({ operator }) => operator === "<")?.semver;
  if (comparators.length !== 2 || !from || !until || from.prerelease.length > 0) return null;
  // npm writes `<2.0.0-0` to keep out the prereleases of 2.0.0, which Terraform keeps out anyway.
  return { from, until: new SemVer(`${until.major}.${until.minor}.${until.patch}`) };
}

function intervalText({ from, until }: Interval): string {
  const { major, minor, patch } = from;
  if (patch === 0 && eq(until, `${major + 1}.0.0`)) return `~> ${major}.${minor}`;
  if (eq(until, `${major}.${minor + 1}.0`)) return `~> ${major}.${minor}.${patch}`;
  return `>= ${from.version}, < ${until.version}`;
}
