/**
 * A version as Terraform's libraries hold it. Numbers are `bigint`: Terraform's reach 2^63 − 1, where a JavaScript number has long
 * lost its last digits.
 */
export interface Version {
  /** At least three; omitted ones are zero. Providers have exactly three. */
  readonly segments: readonly bigint[];
  /** Without the `-`; empty for a release. */
  readonly prerelease: string;
  /** Build metadata without the `+`; it takes no part in the order of versions. */
  readonly metadata: string;
}

const identifiers = String.raw`[0-9A-Za-z~-]*(?:\.[0-9A-Za-z~-]+)*`;

/**
 * The version grammar of hashicorp/go-version (`VersionRegexpRaw`), the laxest of Terraform's: a `v` may stand before it and the
 * dash before a prerelease may be missing. Written without the original's overlapping repetitions, so that any text is judged in linear time.
 * Groups: numbers, prerelease that begins with a digit, any other prerelease, metadata.
 */
export const versionGrammar = String.raw`v?(\d+(?:\.\d+)*)(?:-(\d${identifiers})|-?([A-Za-z~-]${identifiers}))?(?:\+([0-9A-Za-z~-]+(?:\.[0-9A-Za-z~-]+)*))?`;

const wholeVersion = new RegExp(`^${versionGrammar}$`);

const largestNumber = 2n ** 63n - 1n;

/** The numbers of `1.2.3`, padded to three; `null` when one of them is beyond Go's int64. */
export function parseSegments(numbers: string): bigint[] | null {
  const segments = numbers.split(".").map(BigInt);
  if (segments.some((segment) => segment > largestNumber)) return null;
  while (segments.length < 3) segments.push(0n);
  return segments;
}

/** Reads one exact version (`1.2.3`, `v1.2`, `6.0.0-beta1`, `1.2.3+build`); `null` when it is none. */
export function parseVersion(text: string): Version | null {
  const [, numbers = "", numericPrerelease, otherPrerelease, metadata = ""] = wholeVersion.exec(text) ?? [];
  const segments = numbers === "" ? null : parseSegments(numbers);
  return segments && { segments, prerelease: numericPrerelease ?? otherPrerelease ?? "", metadata };
}

/** The version in its canonical spelling: `v1.2` is written `1.2.0`. */
export function versionText({ segments, prerelease, metadata }: Version): string {
  return segments.join(".") + (prerelease && `-${prerelease}`) + (metadata && `+${metadata}`);
}

/** Negative when `a` is older than `b`, zero when neither is newer, positive when `a` is newer. */
export function compareVersions(a: Version, b: Version): number {
  const length = Math.max(a.segments.length, b.segments.length);
  for (let index = 0; index < length; index++) {
    const [left, right] = [a.segments[index] ?? 0n, b.segments[index] ?? 0n];
    if (left !== right) return left < right ? -1 : 1;
  }
  // go-version forgets prereleases when the two versions are not equally long.
  if (a.segments.length !== b.segments.length) return 0;
  return comparePrereleases(a.prerelease, b.prerelease);
}

/** The order of apparentlymart/go-versions (`VersionExtra.LessThan`): unlike semver's, fewer identifiers left means older. */
function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "" || b === "") return a === "" ? 1 : -1;
  const [left, right] = [a.split("."), b.split(".")];
  for (let index = 0; ; index++) {
    const [more, others] = [left.length - index - 1, right.length - index - 1];
    const [one = "", other = ""] = [left[index], right[index]];
    if (more === 0 && others === 0) return compareIdentifiers(one, other);
    if (more === 0 || others === 0) return more === 0 ? -1 : 1;
    if (one !== other) return compareIdentifiers(one, other);
  }
}

function compareIdentifiers(a: string, b: string): number {
  const [numericA, numericB] = [/^\d*$/.test(a), /^\d*$/.test(b)];
  if (numericA !== numericB) return numericA ? -1 : 1;
  if (numericA && a.length !== b.length) return a.length - b.length;
  return a === b ? 0 : a < b ? -1 : 1;
}
