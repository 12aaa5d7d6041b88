import {
  argumentOf,
  consumerName,
  createRule,
  isOptInRegion,
  knownText,
  rolesOf,
  stsEndpointOf,
  valuePlace,
  type Block,
} from "../../src/language/index.ts";

interface Options {
  readonly optInRegions?: readonly string[];
}

/** The one endpoint of STS that is in no region. */
const isGlobal = (address: string): boolean => /^(?:https?:\/\/)?sts\.amazonaws\.com(?::\d+)?\/?$/iu.test(address);

export default createRule({
  name: "opt-in-region-global-sts",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow the global endpoint of STS for regions that accounts opt in to",
      level: "warning",
      recommended: true,
    },
    messages: {
      global:
        '{{consumer}} assumes its role at {{address}}{{origin}}, whose tokens are not valid in {{region}}, a region to opt in to, unless the account was told otherwise: AWS will answer "InvalidClientTokenId". {{remedy}}',
    },
    schema: [
      {
        type: "object",
        properties: {
          optInRegions: {
            type: "array",
            items: { type: "string" },
            description: "Further regions that accounts have to opt in to.",
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ optInRegions: [] as string[] }],
  },
  create({ report, services, options }) {
    const [{ optInRegions = [] } = {}] = options as readonly [Options?];
    const lookAt = ({ block }: { readonly block: Block }): void => {
      for (const placed of services.consumers(block)) {
        const { consumer } = placed;
        const written = argumentOf(consumer, "region");
        const region = knownText(consumer, "region")?.value ?? (written ? null : services.trace(placed)?.region);
        const endpoint = stsEndpointOf(consumer, services);
        if (!region || !endpoint || !isGlobal(endpoint.address) || rolesOf(consumer).length === 0) continue;
        if (!isOptInRegion(region) && !optInRegions.includes(region)) continue;
        const { at, origin, related } = valuePlace(block, endpoint.argument, endpoint.places, services);
        report({
          at,
          messageId: "global",
          data: {
            consumer: consumerName(placed),
            address: endpoint.address,
            origin,
            region,
            remedy: `Remove it: Terraform asks sts.${region}.amazonaws.com by itself.`,
          },
          related,
        });
      }
    };
    return { ProviderBlock: lookAt, BackendBlock: lookAt, RemoteStateBlock: lookAt };
  },
});
