import { schemaOf } from "../aws/backend/schema.ts";
import type { Arguments, Consumer } from "../aws/consumer.ts";
import type { PlacedConsumer } from "../aws/consumers.ts";
import { isLocalEndpoint } from "../aws/keys/local-endpoint.ts";
import type { Place } from "../aws/place.ts";
import { ownerOfEndpoint } from "../aws/s3-hosts.ts";
import { isOff, nestedArgument, textValue } from "./argument-values.ts";
import { oldestHas } from "./backend-arguments.ts";
import { regionIsKnownTo } from "./regions.ts";
import type { Services } from "./services.ts";

/** An S3 endpoint that isn't AWS's, and what Terraform is not told to leave out there. */
export interface MissingSkips {
  readonly address: string;
  /** Empty: an environment variable names it. */
  readonly places: readonly Place[];
  /** The variable that names it; `null`: an argument does. */
  readonly variable: string | null;
  readonly missing: readonly Skip[];
  /** The service is known to take no keys of AWS, or the key or the region is none of AWS's. */
  readonly isCertain: boolean;
  /** Every release that is admitted has the arguments that are missing, and needs them. */
  readonly isForAllReleases: boolean;
}

export type Skip = "skip_credentials_validation" | "skip_requesting_account_id" | "skip_region_validation";

/**
 * What a backend, remote state or provider whose objects are not kept by AWS lacks; `null`: nothing, or it can't be told. A backend that
 * `-backend-config` completes may get more than it shows, and local endpoints of a provider are an emulator's.
 */
export function missingSkips(placed: PlacedConsumer, services: Services): MissingSkips | null {
  const { consumer } = placed;
  if (consumer.kind === "cli") return null;
  const { attributes } = consumer.arguments;
  if (consumer.kind === "backend" && !(attributes.has("bucket") && attributes.has("key"))) return null;
  const s3 = endpointOf(consumer, "s3", services);
  if (!s3 || ownerOfEndpoint(s3.address) === "aws") return null;
  const isLocal = isLocalEndpoint(s3.address);
  if (isLocal && consumer.kind === "provider") return null;
  const region = textValue(attributes.get("region"));
  const isForeign = region !== null && region !== "" && regionIsKnownTo(consumer, region) === false;
  const missing = needed(consumer, isForeign, services).filter((name) => isOff(attributes.get(name)));
  const key = textValue(attributes.get("access_key")) ?? services.trace(placed)?.identity?.accessKeyId ?? "";
  const isDummy = key !== "" && !/^A(?:KIA|SIA)[A-Z2-7]{16}$/u.test(key);
  const isCertain = isForeign || isDummy || ownerOfEndpoint(s3.address) === "compatible";
  const isForAllReleases = consumer.kind === "provider" || missing.every((name) => oldestHas(placed, name));
  return missing.length === 0 ? null : { ...s3, missing, isCertain, isForAllReleases };
}

function needed(consumer: Exclude<Consumer, { kind: "cli" }>, isForeign: boolean, services: Services): readonly Skip[] {
  // Somebody answers in the place of STS, or may.
  const asksAws = endpointOf(consumer, "sts", services) === null && !hasUnknownEndpoints(consumer.arguments);
  const isKnown = (name: Skip): boolean => consumer.kind === "provider" || schemaOf(consumer.program).has(name);
  // OpenTofu looks for the account only where it is told which to allow.
  const wantsAccount = consumer.kind === "provider" || consumer.program.name === "terraform";
  const names: readonly (readonly [Skip, boolean])[] = [
    ["skip_credentials_validation", asksAws],
    ["skip_requesting_account_id", asksAws && wantsAccount],
    ["skip_region_validation", isForeign],
  ];
  return names.flatMap(([name, isNeeded]) => (isNeeded && isKnown(name) ? [name] : []));
}

const flat: Readonly<Record<"s3" | "sts", string>> = { s3: "endpoint", sts: "sts_endpoint" };

function endpointOf(
  { kind, arguments: { attributes, blocks } }: Exclude<Consumer, { kind: "cli" }>,
  service: "s3" | "sts",
  services: Services,
): Pick<MissingSkips, "address" | "places" | "variable"> | null {
  const written =
    kind === "provider"
      ? blocks.flatMap((block) => (block.kind === "endpoints" ? [block.arguments?.attributes.get(service)] : []))
      : [nestedArgument(attributes.get("endpoints"), service), attributes.get(flat[service])];
  for (const argument of written) {
    const address = textValue(argument);
    if (argument && address !== null && address !== "") return { address, places: argument.places, variable: null };
  }
  if (written.some((argument) => argument?.known === false)) return null;
  const upper = service.toUpperCase();
  const variables = [`AWS_ENDPOINT_URL_${upper}`, `AWS_${upper}_ENDPOINT`, "AWS_ENDPOINT_URL"];
  const variable = variables.find((name) => (services.variable(name) ?? "") !== "");
  return variable === undefined ? null : { address: services.variable(variable) ?? "", places: [], variable };
}

/** Whether endpoints are set of which nobody can tell here what they are. */
function hasUnknownEndpoints({ attributes, blocks }: Arguments): boolean {
  const object = attributes.get("endpoints");
  return (
    object?.known === false ||
    nestedArgument(object, "sts")?.known === false ||
    attributes.get("sts_endpoint")?.known === false ||
    blocks.some(
      ({ kind, arguments: content }) =>
        kind === "endpoints" && (content === null || content.attributes.get("sts")?.known === false),
    )
  );
}
