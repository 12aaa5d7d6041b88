import type { Finding } from "../lint/finding.ts";
import { dots } from "./mask.ts";

/** Where the secrets of a file stand: columns from 0, by line from 1. */
export type SecretPlaces = ReadonlyMap<number, readonly (readonly [start: number, end: number])[]>;

/** The places of all findings that hold a secret: a frame may show more lines than its own finding's. */
export function secretPlaces(findings: readonly Finding[]): SecretPlaces {
  const places = new Map<number, [number, number][]>();
  for (const { isSecret, line, column, endLine = line, endColumn = Infinity } of findings) {
    if (!isSecret) continue;
    for (let at = line; at <= endLine; at++) {
      const place: [number, number] = [at === line ? column - 1 : 0, at === endLine ? endColumn - 1 : Infinity];
      const others = places.get(at);
      if (others) others.push(place);
      else places.set(at, [place]);
    }
  }
  return places;
}

/** A line of the file with its secrets dotted out, same width. */
export function hideSecrets(text: string, line: number, places: SecretPlaces): string {
  let hidden = text;
  for (const [start, end] of places.get(line) ?? []) {
    hidden =
      hidden.slice(0, start) + dots(Math.min(end, text.length) - start) + hidden.slice(Math.min(end, text.length));
  }
  return hidden;
}
