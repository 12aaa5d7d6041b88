import type { EvaluatedBody, NestedBlock as EvaluatedBlock } from "../terraform/evaluated-body.ts";
import { isSuppliedByResource } from "../terraform/instance.ts";
import { toDouble } from "../values/number.ts";
import type { Value } from "../values/value.ts";
import type { Argument, Arguments, ArgumentValue, NestedBlock } from "./consumer.ts";
import { placeOfRange, placesOf } from "./place-of.ts";

/** The content of a block as the credential chain reads it. */
export function argumentsOf(body: EvaluatedBody): Arguments {
  return {
    place: body.place && placeOfRange(body.place),
    attributes: new Map(body.names().map((name) => [name, argumentOf(body.argument(name)?.value)])),
    blocks: body.blocks().map(nestedBlock),
  };
}

function nestedBlock({ type, place, body, because }: EvaluatedBlock): NestedBlock {
  return {
    kind: type,
    arguments: body && argumentsOf(body),
    place: placeOfRange(place),
    ...(because !== null && { because }),
  };
}

function argumentOf(value: Value | undefined): Argument {
  if (!value) return { known: true, value: null, places: [] };
  const places = placesOf(value);
  return value.kind === "unknown"
    ? { known: false, because: value.reason, afterApply: isSuppliedByResource(value.reason), places }
    : { known: true, value: plainValue(value), places };
}

function plainValue(value: Exclude<Value, { kind: "unknown" }>): ArgumentValue {
  switch (value.kind) {
    case "null":
      return null;
    case "string":
      return value.text;
    case "number":
      return toDouble(value.number);
    case "bool":
      return value.truth;
    case "sequence":
      return value.elements.map(argumentOf);
    case "mapping":
      return Object.fromEntries([...value.entries].map(([key, element]) => [key, argumentOf(element)]));
  }
}
