import {
  addedArguments,
  consumerName,
  createRule,
  endpointForType,
  hasDummyKey,
  headOf,
  isOff,
  listed,
  localEndpointsOf,
  needsOf,
  type Block,
  type PlacedConsumer,
  type ProviderNeed,
} from "../../src/language/index.ts";

interface Options {
  readonly hosts?: readonly string[];
}

/** While they are off, the provider asks STS, and then IAM, who it is. */
const asking = ["skip_credentials_validation", "skip_requesting_account_id"];
/** What emulators are used with, in the order of the alphabet. */
const skips = ["skip_credentials_validation", "skip_metadata_api_check", "skip_requesting_account_id"];

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
    schema: [
      {
        type: "object",
        properties: {
          hosts: {
            type: "array",
            items: { type: "string" },
            description: "Further hosts of emulators; *.example.com stands for all below example.com.",
          },
        },
        additionalProperties: false,
      },
    ],
    fixable: "code",
    defaultOptions: [{ hosts: [] as string[] }],
  },
  create({ report, services, options, text }) {
    const [{ hosts = [] } = {}] = options as readonly [Options?];
    const look = (placed: PlacedConsumer, block: Block): void => {
      const { consumer, module } = placed;
      const given = consumer.kind === "provider" ? localEndpointsOf(consumer.arguments, hosts) : null;
      if (consumer.kind !== "provider" || !given || given.local.length === 0 || given.others > 0) return;
      // With a key of AWS's a mixture of endpoints may be meant.
      if (!hasDummyKey(consumer, services.trace(placed)?.identity?.accessKeyId)) return;
      // The SDK takes it for every service that has none of its own.
      if (services.variable("AWS_ENDPOINT_URL") !== undefined) return;
      const data = { consumer: consumerName(placed), local: listed(given.local) };
      const endpoints = endpointsBlock(block);
      const at = endpoints ?? headOf(block);
      const set = (service: string): boolean =>
        given.local.includes(service) || services.variable(`AWS_ENDPOINT_URL_${service.toUpperCase()}`) !== undefined;
      const { attributes } = consumer.arguments;
      if (!set("sts") && asking.some((name) => isOff(attributes.get(name)))) {
        const remedy = `Add ${given.local[0] ?? ""}'s address for sts, or ${asking.map((name) => `${name} = true`).join(" and ")}.`;
        const source = text({ start: 0, end: block.end });
        const missing = skips.filter((name) => !attributes.has(name)).map((name) => [name, "true"] as const);
        // One that is there and off would have to change.
        const isFixable = asking.every((name) => !attributes.has(name) || !isOff(attributes.get(name)));
        const isWritten = services.file.syntax === "native" && endpoints !== undefined;
        const fix = isFixable && isWritten && addedArguments(block, endpoints, missing, source);
        report({ at, messageId: "sts", data: { ...data, remedy }, ...(fix && { fix }) });
      }
      const users = new Map<string, ProviderNeed>();
      for (const need of needsOf(module.root)) {
        if (need.configuration?.address !== consumer.address) continue;
        const names = endpointForType(need.block.node.labels[0]?.text ?? "");
        if (names && !names.some(set) && !users.has(names[0])) users.set(names[0], need);
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

function endpointsBlock({ body }: Block): { readonly start: number; readonly end: number } | undefined {
  const block = body.items.find((item): item is Block => item.type === "Block" && item.kind.text === "endpoints");
  return block && headOf(block);
}
