import { libraryOf, sdkV1 } from "../aws/backend/library.ts";
import type { Consumer } from "../aws/consumer.ts";
import { isKnownRegion, partitionOf, partitions } from "../aws/partitions.ts";
import { librariesOf } from "../aws/provider/libraries.ts";
import { nameSuggestion } from "../hcl/name-suggestion.ts";

export { isKnownRegion, partitionOf };

/** Whether the list in the release that will run has a region; `null` when that list isn't known. */
export function regionIsKnownTo(consumer: Consumer, region: string): boolean | null {
  if (consumer.kind === "cli") return null;
  if (consumer.kind === "provider") {
    const libraries = librariesOf(consumer.version);
    return libraries && isKnownRegion(region, libraries.base);
  }
  const library = libraryOf(consumer.program);
  return library === sdkV1 ? null : isKnownRegion(region, library.base);
}

/** Whether a name is of the form that AWS gives its regions: it may be newer than every list here. */
export const looksLikeRegion = (name: string): boolean => partitions.some(({ pattern }) => pattern.test(name));

/** The region that a misspelt one must mean: another case, an availability zone, up to two letters away. */
export function nearestRegion(name: string): string | null {
  const plain = name.trim().toLowerCase().replaceAll("_", "-");
  const region = plain.replace(/[a-f]$/u, "");
  if (isKnownRegion(region)) return region;
  const all = partitions.flatMap(({ regions }) => regions.map(([known]) => known));
  const nearby = all.filter((known) => known.slice(0, 3) === plain.slice(0, 3));
  return nameSuggestion(plain, [...nearby, ...all]);
}
