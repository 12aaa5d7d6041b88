/** -1, 0 or 1 for two releases written as dotted numbers; a prerelease comes before its release. */
function compareReleases(one: string, other: string): number {
  const [oneCore = "", ...onePre] = one.split("-");
  const [otherCore = "", ...otherPre] = other.split("-");
  const left = oneCore.split(".").map(Number);
  const right = otherCore.split(".").map(Number);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return Number(otherPre.length > 0) - Number(onePre.length > 0);
}

export const atLeast = (release: string, since: string): boolean => compareReleases(release, since) >= 0;

/** The entry of a table of `[since, …]` rows (oldest first) that holds for a release. */
export function rowFor<Row extends readonly [since: string, ...rest: unknown[]]>(
  rows: readonly Row[],
  release: string,
): Row | undefined {
  return rows.findLast(([since]) => atLeast(release, since));
}
