import {
  consumerName,
  createRule,
  endpointForType,
  hasDummyKey,
  headOf,
  isLocalEndpoint,
  isOff,
  listed,
  needsOf,
  type Arguments,
  type Block,
  type PlacedConsumer,
  type ProviderNeed,
} from "../../src/language/index.ts";

export default createRule({
  name: "emulator-endpoints-incomplete",
  meta: {
    type: "problem",
    docs: {
      description: "Require local endpoints for every service that is used, once there is one",
      level: "error",
      recommended: true,
    },
    messages: {
      sts: '{{consumer}} has local endpoints ({{local}}), but asks AWS itself who it is: STS will answer "InvalidClientTokenId". {{remedy}}',
      service:
        "{{consumer}} has local endpoints ({{local}}), but none for {{services}}: {{users}} will go to AWS itself. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services }) {
    const look = (placed: PlacedConsumer, block: Block): void => {
      const { consumer, module } = placed;
      const given = consumer.kind === "provider" ? endpointsOf(consumer.arguments) : null;
      if (consumer.kind !== "provider" || !given || given.local.length === 0 || given.others > 0) return;
      // With a key of AWS's a mixture of endpoints may be meant.
      if (!hasDummyKey(consumer, services.trace(placed)?.identity?.accessKeyId)) return;
      // The SDK takes it for every service that has none of its own.
      if (services.variable("AWS_ENDPOINT_URL") !== undefined) return;
      const data = { consumer: consumerName(placed), local: listed(given.local) };
      const at = endpointsBlock(block) ?? headOf(block);
      const set = (service: string): boolean =>
        given.local.includes(service) || services.variable(`AWS_ENDPOINT_URL_${service.toUpperCase()}`) !== undefined;
      const skips = ["skip_credentials_validation", "skip_requesting_account_id"] as const;
      if (!set("sts") && skips.some((name) => isOff(consumer.arguments.attributes.get(name)))) {
        const remedy = `Add ${given.local[0] ?? ""}'s address for sts, or ${skips.map((name) => `${name} = true`).join(" and ")}.`;
        report({ at, messageId: "sts", data: { ...data, remedy } });
      }
      const users = new Map<string, ProviderNeed>();
      for (const need of needsOf(module.root)) {
        if (need.configuration?.address !== consumer.address) continue;
        const service = endpointForType(need.block.node.labels[0]?.text ?? "");
        if (service !== null && !set(service) && !users.has(service)) users.set(service, need);
      }
      if (users.size === 0) return;
      const missing = [...users.keys()].sort();
      report({
        at,
        messageId: "service",
        data: {
          ...data,
          services: listed(missing),
          users: listed(missing.map((service) => users.get(service)?.address ?? "")),
          remedy: `Add ${missing.length === 1 ? "it" : "them"} to the block, or set AWS_ENDPOINT_URL for all.`,
        },
        related: [...users.values()].map(({ block: { node, file }, address }) => ({
          filePath: file.fileName,
          ...headOf(node),
          message: `${address} has no local endpoint`,
        })),
      });
    };
    return {
      ProviderBlock({ block }) {
        for (const placed of services.consumers(block)) look(placed, block);
      },
    };
  },
});

interface Endpoints {
  /** Services with a local address. */
  readonly local: readonly string[];
  /** How many addresses are somewhere else, or not known. */
  readonly others: number;
}

/** `null`: there are some, but which isn't known. */
function endpointsOf({ blocks }: Arguments): Endpoints | null {
  const local: string[] = [];
  let others = 0;
  for (const { kind, arguments: content } of blocks) {
    if (kind !== "endpoints") continue;
    if (!content) return null;
    for (const [service, address] of content.attributes) {
      if (address.known && typeof address.value === "string" && isLocalEndpoint(address.value)) local.push(service);
      else others += 1;
    }
  }
  return { local, others };
}

function endpointsBlock({ body }: Block): { readonly start: number; readonly end: number } | undefined {
  const block = body.items.find((item): item is Block => item.type === "Block" && item.kind.text === "endpoints");
  return block && headOf(block);
}
