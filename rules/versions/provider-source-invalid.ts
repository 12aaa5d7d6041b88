import { createRule, requirementItem, type Range } from "../../src/language/index.ts";
import {
  literalText,
  nearestSource,
  programOf,
  publishedElsewhere,
  sourceProblem,
} from "../../src/language/versions.ts";

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
      foreign: 'HashiCorp does not publish "{{source}}": init finds nothing, or an abandoned copy. {{remedy}}',
      misspelt: 'Nobody is known to publish "{{source}}". {{remedy}}',
      replace: 'Write "{{nearest}}".',
    },
    schema: [],
    hasSuggestions: true,
  },
  create({ report, services }) {
    const suggest = (at: Range, messageId: "misspelt" | "foreign", source: string, meant: string): void => {
      const edit = { range: [at.start, at.end] as const, text: JSON.stringify(meant) };
      report({
        at,
        messageId,
        level: "warning",
        data: { source, remedy: `Did you mean "${meant}"?` },
        suggestions: [{ messageId: "replace", data: { nearest: meant }, fix: edit }],
      });
    };

    return {
      RequiredProvider(node) {
        const expression = requirementItem(node, "source")?.value;
        if (!expression) return;
        const remedy = 'A source is [HOST/]NAMESPACE/TYPE, like "hashicorp/aws".';
        const source = literalText(expression);
        if (source === null) {
          // What is put together of constants is left to Terraform.
          if (expression.type === "Template") return;
          const data = { summary: "Invalid source", detail: "Source must be specified as a string.", remedy };
          report({ at: expression, messageId: "malformed", data });
          return;
        }
        const problem = sourceProblem(source, programOf(services));
        if (problem) {
          const [detail = ""] = problem.detail.split("\n\n");
          const data = { summary: problem.summary, detail: asSentence(detail), remedy };
          report({ at: expression, messageId: "malformed", data });
          return;
        }
        const nearest = nearestSource(source);
        const publisher = publishedElsewhere(source);
        if (nearest !== null) suggest(expression, "misspelt", source, nearest);
        else if (publisher !== null) suggest(expression, "foreign", source, publisher);
      },
    };
  },
});

const asSentence = (text: string): string => (/[.?!]$/u.test(text) ? text : `${text}.`);
