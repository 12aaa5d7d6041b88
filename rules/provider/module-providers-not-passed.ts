import {
  consumerName,
  createRule,
  attributeOf,
  headOf,
  listed,
  needsOf,
  ownCredentials,
  type Module,
  type PlacedConsumer,
} from "../../src/language/index.ts";

export default createRule({
  name: "module-providers-not-passed",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require calls of modules to say which of several identities they get",
      level: "info",
      recommended: false,
    },
    messages: {
      implied:
        'module "{{name}}" gets {{consumer}} ({{identity}}), as no providers are passed; there {{verb}} {{others}}, too. {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return {
      ModuleBlock({ block }) {
        if (attributeOf(block.body, "providers")) return;
        for (const module of services.modules) {
          const name = block.labels[0]?.text ?? "";
          const call = module.children().find((each) => each.block.node === block);
          if (module.parent !== null || !call) continue;
          const own = services.allConsumers().filter((placed) => isConfigured(placed, module));
          const used = own.find(({ consumer }) => usesConfiguration(call.instances, module, consumer.address));
          const identity = used && ownCredentials(used.consumer);
          if (!identity || own.some(({ consumer }) => ownCredentials(consumer) === null)) continue;
          const others = own.filter(({ consumer }) => ownCredentials(consumer)?.words !== identity.words);
          if (others.length === 0) continue;
          report({
            at: headOf(block),
            messageId: "implied",
            data: {
              name,
              consumer: consumerName(used),
              identity: identity.words || "the environment's credentials",
              verb: others.length === 1 ? "is" : "are",
              others: listed(others.map((placed) => consumerName(placed))),
              remedy: "If it is meant, write providers = { aws = aws }.",
            },
          });
        }
      },
    };
  },
});

const isConfigured = ({ consumer, module, block }: PlacedConsumer, root: Module): boolean =>
  consumer.kind === "provider" && module === root && block !== null;

/** Whether something in modules, or below them, is made with a configuration of the root module. */
function usesConfiguration(instances: readonly Module[], { root }: Module, address: string): boolean {
  return needsOf(root).some(
    ({ module, configuration }) => configuration?.address === address && instances.some((top) => isWithin(module, top)),
  );
}

function isWithin(module: Module, top: Module): boolean {
  for (let current: Module | null = module; current; current = current.parent) if (current === top) return true;
  return false;
}
