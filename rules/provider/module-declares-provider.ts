import {
  consumerName,
  createRule,
  headOf,
  placeText,
  type Module,
  type PlacedConsumer,
} from "../../src/language/index.ts";

interface Options {
  readonly allow?: readonly string[];
}

export default createRule({
  name: "module-declares-provider",
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow provider blocks with settings inside modules that others call",
      level: "warning",
      recommended: "strict",
    },
    messages: {
      own: "{{consumer}} is configured inside a module: its callers can't hand over a provider, nor use count, for_each or depends_on, and can't remove the call before all that it made is destroyed (\"Provider configuration not present\"). {{remedy}}",
      installed:
        "{{source}} configures {{consumer}} itself ({{place}}), whatever provider is configured here. {{remedy}}",
    },
    schema: [
      {
        type: "object",
        properties: {
          allow: {
            type: "array",
            items: { type: "string" },
            description: "Files, in .gitignore's language, that may.",
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ allow: [] as string[] }],
  },
  create({ report, services, options }) {
    const [{ allow = [] } = {}] = options as readonly [Options?];
    let installed: readonly PlacedConsumer[] | undefined;
    return {
      ProviderBlock({ block }) {
        if (services.isAmong(allow)) return;
        const placed = services.consumers(block).filter((each) => each.module.parent !== null && saysSomething(each));
        const [first] = placed;
        if (!first) return;
        const calls = new Map(placed.flatMap(({ module: { call } }) => (call ? [[call.node, call] as const] : [])));
        report({
          at: headOf(block),
          messageId: "own",
          data: {
            consumer: ownName(first),
            remedy:
              "Move it to the root module, and pass it on in providers = {…}; an alias has to stand in configuration_aliases.",
          },
          related: [...calls.values()].map(({ file, node }) => ({
            filePath: file.fileName,
            ...headOf(node),
            message: "the module is called here",
          })),
        });
      },
      ModuleBlock({ block }) {
        if (services.isAmong(allow)) return;
        installed ??= services.allConsumers().filter((each) => isInstalled(each.module) && saysSomething(each));
        for (const placed of installed) {
          if (placed.block === null || callerOf(placed.module)?.node !== block) continue;
          report({
            at: headOf(block),
            messageId: "installed",
            level: "info",
            data: {
              source: `module "${block.labels[0]?.text ?? ""}"`,
              consumer: ownName(placed),
              place: placeText(placed.block.file, placed.block.node.start),
              remedy: "Give it its credentials by the environment, or take a module that is handed its provider.",
            },
          });
        }
      },
    };
  },
});

/** Its name in the module that it stands in. */
const ownName = (placed: PlacedConsumer): string =>
  consumerName(placed).slice(placed.module.address.length).replace(/^\./u, "");

/** Blocks that set nothing only name what callers pass, as before Terraform 0.13. */
function saysSomething({ consumer }: PlacedConsumer): boolean {
  if (consumer.kind !== "provider") return false;
  return consumer.arguments.attributes.size > 0 || consumer.arguments.blocks.length > 0;
}

/** `init` has fetched it: its files are nobody's to change. */
const isInstalled = ({ directory }: Module): boolean => /[\\/]\.terraform[\\/]/u.test(directory);

/** The call that leads from files of the user's own into installed ones. */
function callerOf(module: Module): Module["call"] {
  let current = module;
  while (current.parent && isInstalled(current.parent)) current = current.parent;
  return current.call;
}
