interface Numbers {
  readonly core: readonly number[];
  readonly isPrerelease: boolean;
}

/** Tables name few releases, and are asked about few. */
const known = new Map<string, Numbers>();

function numbersOf(release: string): Numbers {
  let numbers = known.get(release);
  if (!numbers) {
    const [core = "", ...prerelease] = release.split("-");
    numbers = { core: core.split(".").map(Number), isPrerelease: prerelease.length > 0 };
    known.set(release, numbers);
  }
  return numbers;
}

/** Negative, 0 or positive for two releases written as dotted numbers; a prerelease comes before its release. */
function compareReleases(one: string, other: string): number {
  const [left, right] = [numbersOf(one), numbersOf(other)];
  for (let index = 0; index < Math.max(left.core.length, right.core.length); index++) {
    const difference = (left.core[index] ?? 0) - (right.core[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(right.isPrerelease) - Number(left.isPrerelease);
}

export const atLeast = (release: string, since: string): boolean => compareReleases(release, since) >= 0;

/** The entry of a table of `[since, …]` rows (oldest first) that holds for a release. */
export function rowFor<Row extends readonly [since: string, ...rest: unknown[]]>(
  rows: readonly Row[],
  release: string,
): Row | undefined {
  return rows.findLast(([since]) => atLeast(release, since));
}
