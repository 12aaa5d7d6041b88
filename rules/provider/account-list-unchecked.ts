import { consumerName, createRule, isOn, valuePlace, type Block } from "../../src/language/index.ts";

const skips = ["skip_credentials_validation", "skip_requesting_account_id"] as const;

export default createRule({
  name: "account-list-unchecked",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow lists of accounts beside arguments that keep the provider from learning its account",
      level: "error",
      recommended: true,
    },
    messages: {
      allowed:
        'allowed_account_ids of {{consumer}} admits no run: {{skips}} keep the account unknown, and Terraform will report "AWS account ID not allowed: ". {{remedy}}',
      forbidden:
        "forbidden_account_ids of {{consumer}} forbids nothing: {{skips}} keep the account unknown. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services }) {
    return {
      ProviderBlock({ block }: { readonly block: Block }) {
        for (const placed of services.consumers(block)) {
          if (placed.consumer.kind !== "provider") continue;
          const { attributes } = placed.consumer.arguments;
          if (!skips.every((name) => isOn(placed.consumer, name))) continue;
          for (const [list, messageId] of [
            ["allowed_account_ids", "allowed"],
            ["forbidden_account_ids", "forbidden"],
          ] as const) {
            const argument = attributes.get(list);
            if (!argument?.known || !Array.isArray(argument.value) || argument.value.length === 0) continue;
            const { at, related } = valuePlace(block, list, argument.places, services);
            report({
              at,
              messageId,
              level: messageId === "allowed" ? "error" : "warning",
              data: {
                consumer: consumerName(placed),
                skips: skips.join(" and "),
                remedy: "Remove one of them, or the list.",
              },
              related,
            });
          }
        }
      },
    };
  },
});
