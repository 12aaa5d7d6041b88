import { createRule, maskKeyId, onStaticCredentials } from "../../src/language/index.ts";

export default createRule({
  name: "token-with-long-term-key",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow a session token beside a long-term key",
      level: "error",
      recommended: true,
    },
    messages: {
      foreign:
        "{{consumer}} gives a session token together with the long-term key {{key}}: the token is another key's, and AWS answers InvalidClientTokenId. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services }) {
    return onStaticCredentials(services, ({ consumer, problem, placeOf, isForEmulator }) => {
      if (problem.kind !== "token-with-long-term-key" || isForEmulator) return;
      report({
        at: placeOf("token"),
        messageId: "foreign",
        data: {
          consumer,
          key: maskKeyId(problem.keyId),
          remedy: "Remove token, or give the temporary key that it belongs to.",
        },
        isSecret: true,
      });
    });
  },
});
