import { createRule, maskKeyId, onStaticCredentials } from "../../src/language/index.ts";

export default createRule({
  name: "temporary-key-without-token",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow a temporary key without its session token",
      level: "error",
      recommended: true,
    },
    messages: {
      missing:
        "{{consumer}} uses the temporary key {{key}} without its session token: AWS answers InvalidClientTokenId. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services }) {
    return onStaticCredentials(services, ({ consumer, problem, placeOf, isForEmulator }) => {
      if (problem.kind !== "temporary-without-token" || isForEmulator) return;
      report({
        at: placeOf("access_key"),
        messageId: "missing",
        data: { consumer, key: maskKeyId(problem.keyId), remedy: "Give token as well; the three belong together." },
        isSecret: true,
      });
    });
  },
});
