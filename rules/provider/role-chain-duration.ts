import { consumerName, createRule, goDuration, valuePlace, type Block } from "../../src/language/index.ts";

/** The longest session of a role that another role assumes; nanoseconds. */
const longest = 3_600_000_000_000n;

export default createRule({
  name: "role-chain-duration",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow sessions of more than an hour for roles that another role assumes",
      level: "error",
      recommended: true,
    },
    messages: {
      tooLong:
        'duration "{{duration}}" of {{consumer}}{{origin}} is for a role that {{before}} assumes: STS will answer "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining". {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return {
      ProviderBlock({ block }: { readonly block: Block }) {
        for (const placed of services.consumers(block)) {
          if (placed.consumer.kind !== "provider") continue;
          const { blocks } = placed.consumer.arguments;
          const roles = blocks.filter(({ kind }) => kind === "assume_role");
          const isWebIdentity = blocks.some(
            ({ kind, arguments: nested }) => kind === "assume_role_with_web_identity" && nested?.attributes.size,
          );
          for (const [index, { arguments: role }] of roles.entries()) {
            const duration = role?.attributes.get("duration");
            if ((index === 0 && !isWebIdentity) || !duration?.known || typeof duration.value !== "string") continue;
            const parsed = goDuration(duration.value);
            if ("error" in parsed || parsed.nanoseconds <= longest) continue;
            const { at, origin, related } = valuePlace(block, "duration", duration.places, services);
            report({
              at,
              messageId: "tooLong",
              data: {
                duration: duration.value,
                consumer: consumerName(placed),
                origin,
                before: index === 0 ? "the role of the web identity" : "the role before it",
                remedy: 'Write "1h" or less, or assume this role directly.',
              },
              related,
            });
          }
        }
      },
    };
  },
});
