import { createRule, onArgumentMessages } from "../../src/language/index.ts";

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
      const remedy = said.includes("instead") ? "The next major version refuses it." : "Remove it.";
      report({ at, messageId: "deprecated", data: { consumer, said, remedy }, related });
    });
  },
});
