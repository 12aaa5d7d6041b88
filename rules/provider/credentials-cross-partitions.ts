import {
  argumentOf,
  consumerName,
  createRule,
  isOn,
  knownText,
  mayAskElsewhere,
  partitionOf,
  headOf,
  valuePlace,
  type Block,
  type PlacedConsumer,
  type Services,
} from "../../src/language/index.ts";

/** What says whose credentials a consumer begins with. */
const sources = [
  "access_key",
  "secret_key",
  "token",
  "profile",
  "shared_config_files",
  "shared_credentials_files",
  "shared_credentials_file",
];

export default createRule({
  name: "credentials-cross-partitions",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow one source of credentials for regions of several partitions",
      level: "warning",
      recommended: true,
    },
    messages: {
      shared:
        '{{consumer}} is in {{region}}{{origin}}, of the partition {{partition}}, and has its credentials from the same place as {{other}} in {{otherRegion}}, of {{otherPartition}}: no key is valid in both ("InvalidClientTokenId"). {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    const lookAt = ({ block }: { readonly block: Block }): void => {
      for (const placed of services.consumers(block)) {
        const located = locate(placed, services);
        const key = sourceKey(placed);
        if (!located || key === null) continue;
        const { root } = placed.module;
        const alike = services
          .allConsumers()
          .find((other) => other.module.root === root && sourceKey(other) === key && locate(other, services));
        const first = alike && locate(alike, services);
        if (first && first.partition !== located.partition) tell(block, located, first);
      }
    };
    return { ProviderBlock: lookAt, BackendBlock: lookAt, RemoteStateBlock: lookAt };

    function tell(block: Block, { placed, region, partition }: Located, other: Located): void {
      const places = argumentOf(placed.consumer, "region")?.places ?? [];
      const { at, origin, related } = valuePlace(block, "region", places, services);
      const there = other.placed.block;
      report({
        at,
        messageId: "shared",
        data: {
          consumer: consumerName(placed),
          region,
          origin,
          partition,
          other: consumerName(other.placed),
          otherRegion: other.region,
          otherPartition: other.partition,
          remedy: "Give each a profile of its own.",
        },
        related: [
          ...related,
          ...(there
            ? [
                {
                  filePath: there.file.fileName,
                  ...headOf(there.node),
                  message: `${consumerName(other.placed)} is here`,
                },
              ]
            : []),
        ],
      });
    }
  },
});

interface Located {
  readonly placed: PlacedConsumer;
  readonly region: string;
  readonly partition: string;
}

/** The partition of a consumer that asks AWS; `null` where that isn't known, or nobody looks at its credentials. */
function locate(placed: PlacedConsumer, services: Services): Located | null {
  const { consumer } = placed;
  const region = knownText(consumer, "region")?.value;
  const partition = region === undefined ? null : partitionOf(region);
  if (region === undefined || !partition || mayAskElsewhere(services, placed)) return null;
  return isOn(consumer, "skip_credentials_validation") || isPartial(placed)
    ? null
    : { placed, region, partition: partition.id };
}

/** A backend that gets its bucket by `-backend-config` may get more from there. */
const isPartial = ({ consumer }: PlacedConsumer): boolean =>
  consumer.kind === "backend" && !["bucket", "key"].every((name) => argumentOf(consumer, name));

/**
 * The same text for all that begin with the same credentials, whatever roles they assume then; `null` where that isn't known. A
 * web identity is nobody's in particular: each partition may take it.
 */
function sourceKey({ consumer }: PlacedConsumer): string | null {
  if (consumer.kind === "cli") return null;
  const { attributes, blocks } = consumer.arguments;
  const webIdentity = "assume_role_with_web_identity";
  if (attributes.has(webIdentity) || blocks.some(({ kind }) => kind === webIdentity)) return null;
  const values = sources.map((name) => attributes.get(name));
  if (values.some((argument) => argument?.known === false)) return null;
  return JSON.stringify(values.map((argument) => (argument?.known && argument.value !== "" ? argument.value : null)));
}
