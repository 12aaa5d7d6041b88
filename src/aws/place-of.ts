import { lineIndex, type LineIndex } from "../hcl/lines.ts";
import type { SourceRange } from "../terraform/source-range.ts";
import { originsOf, type Origin, type SourceText } from "../values/origin.ts";
import type { Value } from "../values/value.ts";
import type { FilePlace, Place } from "./place.ts";

const indexes = new WeakMap<SourceText, LineIndex>();

export function placeOfRange({ file, start, end }: SourceRange): FilePlace {
  let lines = indexes.get(file);
  if (!lines) indexes.set(file, (lines = lineIndex(file.source)));
  return { kind: "file", path: file.fileName, line: lines.position(start).line, range: { start, end } };
}

export function placeOfOrigin(origin: Origin): Place {
  switch (origin.kind) {
    case "file":
      return placeOfRange(origin);
    case "environment":
      return { kind: "environment", name: origin.name };
    case "flag":
      return { kind: "flag", name: origin.flag };
  }
}

/** The places whose text a value came from. */
export const placesOf = (value: Value): readonly Place[] => originsOf(value).map(placeOfOrigin);
