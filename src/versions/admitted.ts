import type { Constraint } from "./constraint.ts";
import { lowerEnd, upperEnd } from "./ends.ts";
import type { Release, ReleaseTable } from "./releases.ts";
import { satisfies } from "./satisfies.ts";
import { compareVersions, type Version } from "./version.ts";

/** The newest release that the constraint lets `init` take. */
export function newestAdmitted(table: ReleaseTable, constraint: Constraint): Release | null {
  return endsOf(table, constraint).newest;
}

/** The oldest release that the constraint lets `init` take. */
export function oldestAdmitted(table: ReleaseTable, constraint: Constraint): Release | null {
  return endsOf(table, constraint).oldest;
}

interface Ends {
  readonly newest: Release | null;
  readonly oldest: Release | null;
}

/** Many modules write the same constraint, and many rules ask about it. */
const known = new WeakMap<ReleaseTable, Map<string, Ends>>();

function endsOf(table: ReleaseTable, constraint: Constraint): Ends {
  const ofTable = known.get(table) ?? new Map<string, Ends>();
  known.set(table, ofTable);
  const key = `${constraint.dialect} ${constraint.text}`;
  let ends = ofTable.get(key);
  if (!ends) ofTable.set(key, (ends = findEnds(table, constraint)));
  return ends;
}

/** Looks only between the ends that the terms set: reading the numbers of all releases takes longer than the rest of a rule. */
function findEnds({ releases }: ReleaseTable, constraint: Constraint): Ends {
  const { terms } = constraint;
  const from = terms.flatMap((term) => lowerEnd(term) ?? []).map(({ version }) => indexOf(releases, version));
  const to = terms
    .flatMap((term) => upperEnd(term, constraint) ?? [])
    .map(({ version }) => indexOf(releases, version) + 1);
  const between = releases.slice(Math.max(0, ...from), Math.min(releases.length, ...to));
  const admits = ({ version, withdrawn }: Release): boolean => withdrawn === null && satisfies(version, constraint);
  return { newest: between.findLast(admits) ?? null, oldest: between.find(admits) ?? null };
}

/** Where the first release stands that is not older; behind the last one if all are. */
function indexOf(releases: readonly Release[], version: Version): number {
  let [low, high] = [0, releases.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = releases[middle];
    if (at && compareVersions(at.version, version) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
