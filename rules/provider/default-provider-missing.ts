import {
  createRule,
  headOf,
  needsOf,
  rootsOf,
  type PlacedConsumer,
  type ProviderConfiguration,
  type ProviderNeed,
  type RootModule,
} from "../../src/language/index.ts";

interface Options {
  readonly assumeRegionFromEnvironment?: boolean;
}

/** The region of a trace that only an instance of EC2 can tell. */
const instanceRegion = "{imds}";

export default createRule({
  name: "default-provider-missing",
  meta: {
    type: "problem",
    docs: {
      description: "Require a default provider configuration where something uses it and all others have an alias",
      level: "error",
      recommended: true,
    },
    messages: {
      noRegion:
        '{{user}} uses the default provider "aws", which no block configures ({{blocks}}), and which has no region here: Terraform will report "{{said}}". {{remedy}}',
      unknown:
        '{{user}} uses the default provider "aws", which no block configures ({{blocks}}): {{condition}}, Terraform will report "invalid AWS Region". {{remedy}}',
    },
    schema: [
      {
        type: "object",
        properties: {
          assumeRegionFromEnvironment: {
            type: "boolean",
            description: "Whether to take it that the environment names a region, where that can't be seen.",
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ assumeRegionFromEnvironment: false }],
  },
  create({ report, services, options }) {
    const [{ assumeRegionFromEnvironment = false } = {}] = options as readonly [Options?];
    return {
      File() {
        if (services.file.content !== "configuration") return;
        for (const root of rootsOf(services)) {
          const aliases = aliasBlocks(root);
          const implied = services
            .allConsumers()
            .find((placed) => placed.block === null && placed.module.root === root && isDefault(placed));
          if (aliases.length === 0 || !implied || isForOthers(root, aliases)) continue;
          const user = firstUser(root, implied.consumer.address);
          if (user?.block.file.fileName !== services.path) continue;
          const trace = services.trace(implied);
          const isOnlyOnInstances = trace?.region === instanceRegion;
          // A region of the environment or of a profile is enough; other errors are not this one.
          const lacksRegion = /region/iu.test(trace?.error?.summary ?? "");
          if (trace && !isOnlyOnInstances && !lacksRegion) continue;
          const isCertain = lacksRegion && !isOnlyOnInstances;
          if (!isCertain && assumeRegionFromEnvironment) continue;
          report({
            at: headOf(user.block.node),
            messageId: isCertain ? "noRegion" : "unknown",
            level: isCertain ? "error" : "warning",
            data: {
              user: user.module.address === "" ? user.address : `${user.module.address}.${user.address}`,
              blocks: `all have an alias: ${aliases.map(({ alias }) => alias).join(", ")}`,
              condition: trace ? "anywhere but on an instance of EC2" : "without AWS_REGION",
              said: trace?.error?.summary.trim() ?? "",
              remedy: `Add a block without alias, or write provider = aws.${aliases[0]?.alias ?? ""}.`,
            },
            related: aliases.map(({ block: { file, node } }) => ({
              filePath: file.fileName,
              ...headOf(node),
              message: "a configuration with an alias",
            })),
          });
        }
      },
    };
  },
});

function isDefault({ consumer }: PlacedConsumer): boolean {
  return consumer.address === "provider.aws";
}

type Written = ProviderConfiguration & { readonly block: NonNullable<ProviderConfiguration["block"]> };

/** Blocks with an alias in the root module that set something; those that set nothing are a module's, from before Terraform 0.13. */
function aliasBlocks(root: RootModule): readonly Written[] {
  return root
    .providerConfigurations()
    .filter(
      (each): each is Written =>
        each.block !== null && each.module === root && each.provider.type === "aws" && each.alias !== null,
    )
    .filter(({ body }) => body.names().length > 0 || body.blocks().length > 0);
}

/**
 * A folder without a backend and a lock file, whose regions hang on variables that nobody sets, is called from elsewhere, where there is a
 * default configuration.
 */
function isForOthers(root: RootModule, aliases: readonly Written[]): boolean {
  const isRun = root.backend !== null || root.cloud !== null || root.lockFile !== null;
  return !isRun && aliases.some(({ body }) => body.argument("region")?.value.kind === "unknown");
}

function firstUser(root: RootModule, address: string): ProviderNeed | undefined {
  return needsOf(root).find(({ configuration }) => configuration?.block === null && configuration.address === address);
}
