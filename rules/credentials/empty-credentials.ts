import { createRule, onStaticCredentials, removal } from "../../src/language/index.ts";

export default createRule({
  name: "empty-credentials",
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow credential arguments that are set to nothing",
      level: "warning",
      recommended: true,
    },
    messages: {
      empty: "{{argument}} of {{consumer}} is an empty string, which Terraform takes for not set. {{remedy}}",
    },
    schema: [],
    fixable: "code",
  },
  create({ report, services, text }) {
    return onStaticCredentials(services, ({ consumer, problem, placeOf, argument }) => {
      if (problem.kind !== "empty") return;
      for (const name of problem.empty) {
        const written = argument(name)?.attribute;
        const isWrittenHere = written?.value.type === "Template" && placeOf(name).start === written.start;
        const isLiteral = isWrittenHere && services.file.syntax === "native";
        report({
          at: placeOf(name),
          messageId: "empty",
          data: {
            argument: name,
            consumer,
            remedy: isLiteral
              ? "Remove it."
              : "Make null what is to mean that there is none, in place of an empty string.",
          },
          ...(isLiteral && { fix: removal(written, text({ start: 0, end: Infinity })) }),
        });
      }
    });
  },
});
