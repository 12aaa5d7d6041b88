import type { Arguments, Consumer } from "../aws/consumer.ts";
import { partitions } from "../aws/partitions.ts";
import type { Place } from "../aws/place.ts";
import { nestedArgument, textValue } from "./argument-values.ts";

/** A role that a block says to assume, as far as it is known. */
export interface WrittenRole {
  readonly arn: string;
  readonly places: readonly Place[];
  /** Where STS is asked; `null`: not known here, or an endpoint of one's own. */
  readonly region: string | null;
}

const kinds: readonly string[] = ["assume_role", "assume_role_with_web_identity"];

/** The roles of a provider, a backend or a remote state, in the order of the source. */
export function rolesOf(consumer: Consumer): readonly WrittenRole[] {
  if (consumer.kind === "cli") return [];
  const { attributes, blocks } = consumer.arguments;
  const region = stsRegion(consumer.arguments);
  const written = [
    ...blocks.flatMap(({ kind, arguments: nested }) =>
      kinds.includes(kind) && nested ? [nested.attributes.get("role_arn")] : [],
    ),
    ...kinds.map((kind) => nestedArgument(attributes.get(kind), "role_arn")),
    attributes.get("role_arn"),
  ];
  return written.flatMap((argument) => {
    const arn = textValue(argument);
    return arn === null || arn === "" ? [] : [{ arn, places: argument?.places ?? [], region }];
  });
}

function stsRegion({ attributes, blocks }: Arguments): string | null {
  const hasEndpoints =
    blocks.some(({ kind }) => kind === "endpoints") || [...attributes.keys()].some((name) => name.includes("endpoint"));
  if (hasEndpoints) return null;
  const own = attributes.get("sts_region");
  const region = own && !(own.known && own.value === null) ? own : attributes.get("region");
  return textValue(region);
}

export const isPartition = (id: string): boolean => partitions.some((partition) => partition.id === id);
