/** A text that positions refer to. Every `ParsedFile` is one. */
export interface SourceText {
  readonly fileName: string;
  readonly source: string;
}

/** A place whose text became (part of) a value. Positions are UTF-16 offsets, `[start, end)`. */
export type Origin =
  | { readonly kind: "file"; readonly file: SourceText; readonly start: number; readonly end: number }
  | { readonly kind: "environment"; readonly name: string }
  /** `flag` as the user gave it, without the value: `-var region=…`. */
  | { readonly kind: "flag"; readonly flag: string };

/**
 * The origins of a value, combined without copying: `null` is none; a pair is both. Read them with `listOrigins` or, for
 * a whole value, with `originsOf`.
 */
export type Origins = Origin | OriginPair | null;

export interface OriginPair {
  readonly kind: "pair";
  readonly left: Exclude<Origins, null>;
  readonly right: Exclude<Origins, null>;
}

export function joinOrigins(left: Origins, right: Origins): Origins {
  if (left === null || left === right) return right;
  if (right === null) return left;
  return { kind: "pair", left, right };
}

/** Each place once, in the order in which the value was put together. */
export function listOrigins(origins: Origins): readonly Origin[] {
  const found = new Set<Origin>();
  const seen = new Set<OriginPair>();
  const pending: Origins[] = [origins];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === null) continue;
    if (next.kind !== "pair") found.add(next);
    else if (!seen.has(next)) {
      seen.add(next);
      pending.push(next.right, next.left);
    }
  }
  return [...found];
}
