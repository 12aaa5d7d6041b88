import {
  consumerName,
  createRule,
  headOf,
  mayAskElsewhere,
  ownCredentials,
  parting,
  textValue,
  type PlacedConsumer,
} from "../../src/language/index.ts";

export default createRule({
  name: "remote-state-auth-missing",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require that a remote state says who it is where the backend does",
      level: "info",
      recommended: "strict",
    },
    messages: {
      missing:
        '{{consumer}} does not say who it is, and nothing of backend "s3" ({{own}}) reaches it: it asks for {{state}} with {{source}}. {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return {
      RemoteStateBlock({ block }) {
        for (const state of services.consumers(block)) {
          const backend = services
            .allConsumers()
            .find(({ consumer, module }) => consumer.kind === "backend" && module.root === state.module.root);
          if (!backend || mayAskElsewhere(services, state) || mayAskElsewhere(services, backend)) continue;
          const [own, theirs] = [ownCredentials(state.consumer), ownCredentials(backend.consumer)];
          if (!own || !theirs || own.words !== "" || theirs.words === "") continue;
          const parts = parting(state, backend, services);
          if (parts === "same") continue;
          const bucket = bucketOf(state);
          const isSame = bucket !== null && bucket === bucketOf(backend);
          report({
            at: headOf(block),
            messageId: "missing",
            data: {
              consumer: consumerName(state),
              own: theirs.words,
              state: isSame ? `the same bucket "${bucket}"` : bucket === null ? "its bucket" : `bucket "${bucket}"`,
              source: parts === "unknown" ? "what the environment and the default profile hold" : parts.first,
              remedy: isSame
                ? "Say the same in its config (profile, assume_role = { … })."
                : "Say the same in its config, if that may read it.",
            },
          });
        }
      },
    };
  },
});

function bucketOf({ consumer }: PlacedConsumer): string | null {
  return consumer.kind === "cli" ? null : textValue(consumer.arguments.attributes.get("bucket"));
}
