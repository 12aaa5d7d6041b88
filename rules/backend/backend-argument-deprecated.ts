import { createRule, onArgumentMessages } from "../../src/language/index.ts";

export default createRule({
  name: "backend-argument-deprecated",
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow arguments of the s3 backend that init warns of only when something else fails",
      level: "info",
      recommended: "strict",
    },
    messages: { deprecated: "{{consumer}}: {{said}} {{remedy}}" },
    schema: [],
  },
  create({ report, services }) {
    return onArgumentMessages("backend", "warnings", services, ({ consumer, said, at, related }) => {
      const remedy = "A successful init doesn't print this.";
      report({ at, messageId: "deprecated", data: { consumer, said, remedy }, related });
    });
  },
});
