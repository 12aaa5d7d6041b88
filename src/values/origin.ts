import type { Value } from "./value.ts";

/** A text that positions refer to. Every `ParsedFile` is one. */
export interface SourceText {
  readonly fileName: string;
  readonly source: string;
  /** The name in the texts of errors, where it is another one. */
  readonly shownAs?: string;
}

/** A place whose text became (part of) a value. Positions are UTF-16 offsets, `[start, end)`. */
export type Origin =
  | { readonly kind: "file"; readonly file: SourceText; readonly start: number; readonly end: number }
  | { readonly kind: "environment"; readonly name: string }
  /** `flag` as the user gave it, without the value: `-var region=…`. */
  | { readonly kind: "flag"; readonly flag: string };

/**
 * The origins of a value, combined without copying: `null` is none; a pair is both. Read them with
 * `originsOf`.
 */
export type Origins = Origin | OriginPair | OriginsWithin | null;

export interface OriginPair {
  readonly kind: "pair";
  readonly left: Exclude<Origins, null>;
  readonly right: Exclude<Origins, null>;
}

/** Those of the value and of all that is in it. */
export interface OriginsWithin {
  readonly kind: "within";
  readonly value: Value;
}

export function joinOrigins(left: Origins, right: Origins): Origins {
  if (left === null || left === right) return right;
  if (right === null) return left;
  return { kind: "pair", left, right };
}

export function originsWithin(value: Value): Origins {
  return isContainer(value) ? { kind: "within", value } : value.origins;
}

const isContainer = (value: Value): boolean => value.kind === "sequence" || value.kind === "mapping";

/** The places whose text is in the value, each once, in the order in which the value was put together. */
export function originsOf(value: Value): readonly Origin[] {
  const found = new Set<Origin>();
  const seen = new Set<unknown>();
  // A stack of its own: pairs can be nested as deeply as texts were joined.
  const pending: Origins[] = [];
  const visit = (part: Value, inherited: Origins): void => {
    if (seen.has(part)) return;
    seen.add(part);
    const own = part.origins ?? inherited;
    const elements =
      part.kind === "sequence" ? part.elements : part.kind === "mapping" ? [...part.entries.values()] : [];
    if (elements.length === 0) pending.push(own);
    else for (const element of elements.toReversed()) visit(element, own);
  };
  visit(value, null);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === null) continue;
    if (next.kind === "within") visit(next.value, null);
    else if (next.kind !== "pair") found.add(next);
    else if (!seen.has(next)) {
      seen.add(next);
      pending.push(next.right, next.left);
    }
  }
  return [...found];
}
