import { createRule, modernArgument, onArgumentMessages } from "../../src/language/index.ts";

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
    fixable: "code",
  },
  create({ report, services, text }) {
    return onArgumentMessages("backend", "warnings", services, ({ consumer, block, said, at, related }) => {
      const name = /^Deprecated Param.*?(?:"(\w+)"|\* (\w+))/u.exec(said);
      // Other warnings are of something that will fail.
      if (!name) return;
      const fix = modernArgument(block, name[1] ?? name[2] ?? "", text({ start: 0, end: block.end }), services);
      const remedy = "A successful init doesn't print this.";
      report({ at, messageId: "deprecated", data: { consumer, said, remedy }, related, ...(fix && { fix }) });
    });
  },
});
