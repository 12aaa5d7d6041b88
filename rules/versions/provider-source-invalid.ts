import { createRule, requirementItem } from "../../src/language/index.ts";
import { literalText, nearestSource, programOf, sourceProblem } from "../../src/language/versions.ts";

export default createRule({
  name: "provider-source-invalid",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow provider sources that are malformed or misspelt",
      level: "error",
      recommended: true,
    },
    messages: {
      malformed: "{{summary}}: {{detail}} {{remedy}}",
      misspelt: 'Nobody is known to publish "{{source}}". {{remedy}}',
      replace: 'Write "{{nearest}}".',
    },
    schema: [],
    hasSuggestions: true,
  },
  create({ report, services }) {
    return {
      RequiredProvider(node) {
        const expression = requirementItem(node, "source")?.value;
        const source = expression ? literalText(expression) : null;
        if (!expression || source === null) return;
        const problem = sourceProblem(source, programOf(services));
        if (problem) {
          const remedy = 'A source is [HOST/]NAMESPACE/TYPE, like "hashicorp/aws".';
          report({ at: expression, messageId: "malformed", data: { ...problem, remedy } });
          return;
        }
        const nearest = nearestSource(source);
        if (nearest === null) return;
        report({
          at: expression,
          messageId: "misspelt",
          level: "warning",
          data: { source, remedy: `Did you mean "${nearest}"?` },
          suggestions: [
            {
              messageId: "replace",
              data: { nearest },
              fix: { range: [expression.start, expression.end], text: JSON.stringify(nearest) },
            },
          ],
        });
      },
    };
  },
});
