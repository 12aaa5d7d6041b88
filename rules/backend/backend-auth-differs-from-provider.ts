import {
  consumerName,
  createRule,
  headOf,
  mayAskElsewhere,
  ownCredentials,
  parting,
  type PlacedConsumer,
  type Services,
} from "../../src/language/index.ts";

export default createRule({
  name: "backend-auth-differs-from-provider",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require that a backend says who it is where its provider does",
      level: "warning",
      recommended: "strict",
    },
    messages: {
      notInherited:
        'backend "s3" does not say who it is, and nothing of {{provider}} ({{own}}) reaches it: it takes {{backend}}. {{remedy}}',
      otherAccount:
        'backend "s3" signs with {{backend}} (account {{backendAccount}}), {{provider}} with {{other}} (account {{account}}). {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return {
      BackendBlock({ block }) {
        for (const backend of services.consumers(block)) {
          const provider = mainProvider(services, backend);
          if (!provider || mayAskElsewhere(services, backend) || mayAskElsewhere(services, provider)) continue;
          const [own, theirs] = [ownCredentials(backend.consumer), ownCredentials(provider.consumer)];
          if (!own || !theirs) continue;
          const parts = parting(backend, provider, services);
          if (parts === "same") continue;
          const name = consumerName(provider);
          const related = provider.block
            ? [
                {
                  filePath: provider.block.file.fileName,
                  ...headOf(provider.block.node),
                  message: `${name}: ${theirs.words}`,
                },
              ]
            : [];
          if (own.words === "" && theirs.words !== "" && isComplete(backend)) {
            const takes = parts === "unknown" ? "what the environment and the default profile hold" : parts.first;
            const remedy = theirs.hasSource
              ? "If the state is the provider's, say the same here (profile, assume_role = { … }); if not, name whose it is."
              : "That is right where the state belongs to the account that assumes the role.";
            report({
              at: headOf(block),
              messageId: "notInherited",
              level: theirs.hasSource ? "warning" : "info",
              data: { provider: name, own: theirs.words, backend: takes, remedy },
              related,
            });
            continue;
          }
          const [backendAccount, account] = parts === "unknown" ? [own.account, theirs.account] : parts.accounts;
          if (own.words === "" || backendAccount === null || account === null || backendAccount === account) continue;
          report({
            at: headOf(block),
            messageId: "otherAccount",
            level: "info",
            data: {
              provider: name,
              backend: parts === "unknown" ? own.words : parts.first,
              other: parts === "unknown" ? theirs.words : parts.second,
              backendAccount,
              account,
              remedy: "That is right where state is kept in an account of its own.",
            },
            related,
          });
        }
      },
    };
  },
});

/** The provider that resources take when they name none; else the only one that there is. */
function mainProvider(services: Services, { module }: PlacedConsumer): PlacedConsumer | undefined {
  const providers = services
    .allConsumers()
    .filter((placed) => placed.consumer.kind === "provider" && placed.block !== null && placed.module === module.root);
  return (
    providers.find(({ consumer }) => consumer.address === "provider.aws") ??
    (providers.length === 1 ? providers[0] : undefined)
  );
}

/** `-backend-config` may say the rest of a block that lacks what every backend needs. */
function isComplete({ consumer }: PlacedConsumer): boolean {
  return consumer.kind === "backend" && ["bucket", "key"].every((name) => consumer.arguments.attributes.has(name));
}
