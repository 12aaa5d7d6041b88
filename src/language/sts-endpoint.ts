import type { Argument, Consumer } from "../aws/consumer.ts";
import type { Place } from "../aws/place.ts";
import { inEnvironment } from "../aws/place.ts";
import { nestedArgument } from "./argument-values.ts";
import type { Services } from "./services.ts";

/** Where a consumer is told to ask STS. */
export interface StsEndpoint {
  readonly address: string;
  /** `sts`, `sts_endpoint`. */
  readonly argument: string;
  readonly places: readonly Place[];
}

/** The endpoint that a block, or else the environment, names for STS; `null`: none, or not known. */
export function stsEndpointOf(consumer: Consumer, services: Services): StsEndpoint | null {
  if (consumer.kind === "cli") return null;
  const { attributes, blocks } = consumer.arguments;
  const written: readonly (readonly [name: string, argument: Argument | undefined])[] = [
    ...blocks
      .filter(({ kind }) => kind === "endpoints")
      .map(({ arguments: content }) => ["sts", content?.attributes.get("sts")] as const),
    ["sts", nestedArgument(attributes.get("endpoints"), "sts")],
    ["sts_endpoint", attributes.get("sts_endpoint")],
  ];
  for (const [argument, given] of written) {
    if (!given || (given.known && given.value === null)) continue;
    return given.known && typeof given.value === "string"
      ? { address: given.value, argument, places: given.places }
      : null;
  }
  const name = "AWS_ENDPOINT_URL_STS";
  const address = services.variable(name) ?? "";
  return address === "" ? null : { address, argument: "sts", places: [inEnvironment(name)] };
}
