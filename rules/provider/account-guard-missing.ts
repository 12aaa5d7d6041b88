import { argumentOf, consumerName, createRule, headOf, isOn, mayAskElsewhere } from "../../src/language/index.ts";

interface Options {
  readonly requireIn?: readonly string[];
}

const lists = ["allowed_account_ids", "forbidden_account_ids"];

export default createRule({
  name: "account-guard-missing",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require providers to say which accounts they are for",
      level: "warning",
      recommended: false,
    },
    messages: {
      missing:
        "{{consumer}} works in whatever account its credentials lead to: allowed_account_ids would stop it in a wrong one. {{remedy}}",
    },
    schema: [
      {
        type: "object",
        properties: {
          requireIn: {
            type: "array",
            items: { type: "string" },
            description: "Files, in .gitignore's language, whose providers need a list; without: all.",
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ requireIn: [] as string[] }],
  },
  create({ report, services, options }) {
    const [{ requireIn = [] } = {}] = options as readonly [Options?];
    return {
      ProviderBlock({ block }) {
        if (requireIn.length > 0 && !services.isAmong(requireIn)) return;
        for (const placed of services.consumers(block)) {
          const { consumer } = placed;
          if (lists.some((name) => argumentOf(consumer, name)) || mayAskElsewhere(services, placed)) continue;
          // Then nobody looks at a list.
          if (isOn(consumer, "skip_credentials_validation") && isOn(consumer, "skip_requesting_account_id")) continue;
          report({
            at: headOf(block),
            messageId: "missing",
            data: { consumer: consumerName(placed), remedy: 'Write allowed_account_ids = ["…"].' },
          });
        }
      },
    };
  },
});
