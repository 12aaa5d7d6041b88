import { createRule, onArgumentMessages, remedyFor } from "../../src/language/index.ts";

/** What to do, by what the provider says. */
const remedies: readonly (readonly [said: RegExp, remedy: string])[] = [
  [
    /"role_arn" is required/u,
    'Name the role, or make the block dynamic "assume_role", so that it is not there without one.',
  ],
  [/at most 1 element/u, "Join the blocks."],
  [/instead/u, "The next major version refuses it."],
];

export default createRule({
  name: "provider-argument-deprecated",
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow arguments that the AWS provider takes with a warning",
      level: "warning",
      recommended: true,
    },
    messages: { deprecated: "{{consumer}}: {{said}} {{remedy}}" },
    schema: [],
  },
  create({ report, services }) {
    return onArgumentMessages("provider", "warnings", services, ({ consumer, said, at, related }) => {
      const remedy = remedyFor(said, remedies, "Remove it.");
      report({ at, messageId: "deprecated", data: { consumer, said, remedy }, related });
    });
  },
});
