import { releases as source } from "./data/releases.ts";
import { publicName } from "../terraform/provider-address.ts";
import { compareVersions, parseVersion, versionText, type Version } from "./version.ts";

export interface Release {
  readonly version: Version;
  /** `6.64.0`. */
  readonly text: string;
  /** `2026-09-09`; `null` when nobody knows. */
  readonly date: string | null;
  /** The date was derived from what others did with the release, not from its changelog. */
  readonly isDateApproximate: boolean;
  /** Why the release can no longer be installed. */
  readonly withdrawn: string | null;
}

/** What was known of one product's releases on a day. Newer ones may exist by now. */
export interface ReleaseTable {
  /** `hashicorp/aws`, `terraform`, `opentofu`. */
  readonly product: string;
  /** `2026-09-09`. */
  readonly asOf: string;
  /** Whether it holds every release up to that day; if not, the newest ones, the newest of each major and the first of each. */
  readonly isComplete: boolean;
  /** Oldest first, without prereleases. */
  readonly releases: readonly Release[];
}

const tables = new Map<string, ReleaseTable | null>();

/**
 * The releases of `terraform`, `opentofu` or a provider, given as `hashicorp/aws` or with the host of Terraform's or OpenTofu's
 * registry before it; `null` when nothing is known of it.
 */
export function releaseTable(product: string): ReleaseTable | null {
  const name = publicName(product);
  let table = tables.get(name);
  if (table === undefined) tables.set(name, (table = readTable(name)));
  return table;
}

function readTable(product: string): ReleaseTable | null {
  const text = source.split("\n\n").find((section) => section.startsWith(`${product} `));
  if (text === undefined) return null;
  const [head = "", ...lines] = text.split("\n");
  const [, asOf = "", extent] = head.split(" ");
  return { product, asOf, isComplete: extent === "all", releases: lines.map((line) => new ListedRelease(line)) };
}

/** The provider with the longest list has had over 700 releases, of which most questions reach the newest few: numbers are read when asked for. */
class ListedRelease implements Release {
  readonly text: string;
  readonly date: string | null;
  readonly isDateApproximate: boolean;
  readonly withdrawn: string | null;
  #version: Version | undefined;

  constructor(line: string) {
    const [text = "", date = "", ...withdrawn] = line.split(" ");
    this.text = text;
    this.date = date === "-" ? null : date.replace("~", "");
    this.isDateApproximate = date.startsWith("~");
    this.withdrawn = withdrawn.join(" ") || null;
  }

  get version(): Version {
    return (this.#version ??= parseVersion(this.text) ?? unset);
  }
}

/** Stands for no version; the lists hold nothing that is none (test/versions/releases.test.ts). */
const unset: Version = { segments: [0n, 0n, 0n], prerelease: "", metadata: "" };

/**
 * A table of what a registry offers; dates are those of the shipped table.
 *
 * @param asOf milliseconds since 1970 (UTC)
 */
export function tableOfRegistry(product: string, versions: readonly string[], asOf: number): ReleaseTable {
  const shipped = new Map(releaseTable(product)?.releases.map((release) => [release.text, release]));
  const releases = versions.flatMap((text): Release[] => {
    const version = parseVersion(text);
    if (version?.prerelease !== "") return [];
    const { date = null, isDateApproximate = false } = shipped.get(text) ?? {};
    return [{ version, text, date, isDateApproximate, withdrawn: null }];
  });
  // A registry no longer tells of what was withdrawn.
  const withdrawn = [...shipped.values()].filter(
    (release) => release.withdrawn !== null && !versions.includes(release.text),
  );
  return {
    product: publicName(product),
    asOf: new Date(asOf).toISOString().slice(0, 10),
    isComplete: true,
    releases: [...releases, ...withdrawn].toSorted((a, b) => compareVersions(a.version, b.version)),
  };
}

/** The newest release that can be installed; with `among`, the newest of those. */
export function newestRelease({ releases }: ReleaseTable, among?: (release: Release) => boolean): Release | null {
  return releases.findLast((release) => release.withdrawn === null && (!among || among(release))) ?? null;
}

export function findRelease({ releases }: ReleaseTable, version: Version): Release | null {
  const text = versionText({ ...version, metadata: "" });
  return releases.find((release) => release.text === text) ?? null;
}

export function majorOf({ segments }: Version): number {
  return Number(segments[0] ?? 0n);
}

/** Days since the table was made; `now` in milliseconds since 1970. */
export function ageInDays({ asOf }: ReleaseTable, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(asOf)) / 86_400_000));
}

/** What a table says of the newest release, softened when it is old. */
export function newestWords(table: ReleaseTable, now: number): string {
  const newest = newestRelease(table)?.text ?? "";
  const age = ageInDays(table, now);
  return age > maximumAge
    ? `${newest} was the newest ${age} days ago (list of ${table.asOf}); there may be newer ones`
    : `${newest} is newest (list of ${table.asOf})`;
}

/** Days. */
const maximumAge = 180;

/** How many minor releases get fixes (endoflife.date, from HashiCorp's and OpenTofu's policies). */
const supportedMinors: Readonly<Record<Core, number>> = { terraform: 2, opentofu: 3 };

export type Core = "terraform" | "opentofu";

/**
 * The release that ended the support of a Terraform or OpenTofu version; `null` while it is supported, or when the version is
 * newer than the table.
 */
export function endOfLife(product: Core, version: Version): Release | null {
  const minors = releaseTable(product)?.releases.filter(({ version: { segments } }) => segments[2] === 0n) ?? [];
  const newerMinors = minors.filter(
    ({
      version: {
        segments: [major = 0n, minor = 0n],
      },
    }) => major > (version.segments[0] ?? 0n) || (major === version.segments[0] && minor > (version.segments[1] ?? 0n)),
  );
  return newerMinors[supportedMinors[product] - 1] ?? null;
}
