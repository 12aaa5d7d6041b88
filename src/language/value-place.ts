import type { FilePlace, Place } from "../aws/place.ts";
import type { Block, Expression, Range } from "../hcl/ast.ts";
import { fileNameOf } from "./place-text.ts";
import type { RelatedPlace } from "./rule.ts";
import type { Services } from "./services.ts";
import { headOf } from "./static-credentials.ts";
import { literalText } from "./written-constraint.ts";

/** Where a value is to be reported, and where else it comes from. */
export interface ValuePlace {
  /** The text of the value, else the expression that it comes from, else the head of the block. */
  readonly at: Range;
  /** ` (prod.auto.tfvars:3)`; `""` for a value that stands in the block. */
  readonly origin: string;
  readonly related: readonly RelatedPlace[];
}

/** Places the value of an argument of a block (or of a block or object in it). */
export function valuePlace(block: Block, name: string, places: readonly Place[], { path }: Services): ValuePlace {
  const within = placesWithin(block, places, path);
  const named = writtenArguments(block).filter((argument) => argument.name === name);
  const argument = named.find(({ value }) => within.some(({ range }) => contains(value, range))) ?? named[0];
  const inner = within.find(({ range }) => !argument || contains(argument.value, range));
  const elsewhere = places.filter((place) => !within.some((each) => each === place));
  return {
    at: inner?.range ?? argument?.value ?? headOf(block),
    origin: inner || !elsewhere[0] ? "" : ` (${placeName(elsewhere[0])})`,
    related: relatedPlaces(elsewhere),
  };
}

/** The places that lie in a block of this file. */
export function placesWithin(block: Block, places: readonly Place[], path: string): readonly FilePlace[] {
  return places.filter(
    (place): place is FilePlace => place.kind === "file" && place.path === path && contains(block, place.range),
  );
}

export function relatedPlaces(places: readonly Place[]): readonly RelatedPlace[] {
  return places
    .filter((place): place is FilePlace => place.kind === "file")
    .map((place) => ({ filePath: place.path, ...place.range, message: `the value comes from ${placeName(place)}` }));
}

/** A place without its folders: `main.tf:3`, `AWS_PROFILE`. */
export function placeName(place: Place): string {
  return place.kind === "file" ? `${fileNameOf(place.path)}:${place.line}` : place.name;
}

const contains = (outer: Range, inner: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** Something that is set in a block, or in a block or object in it. */
export interface WrittenArgument {
  readonly name: string;
  readonly namePlace: Range;
  readonly value: Expression;
}

export function writtenArguments(node: Block | Expression): readonly WrittenArgument[] {
  if (node.type === "ObjectConstructor") {
    return node.items.flatMap(({ key, value }) => [
      { name: key.bareName ?? literalText(key.expression) ?? "", namePlace: key, value },
      ...writtenArguments(value),
    ]);
  }
  if (node.type !== "Block") return [];
  return node.body.items.flatMap((item) =>
    item.type === "Block"
      ? writtenArguments(item)
      : [{ name: item.name.text, namePlace: item.name, value: item.value }, ...writtenArguments(item.value)],
  );
}
