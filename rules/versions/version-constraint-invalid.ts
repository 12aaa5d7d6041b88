import { createRule } from "../../src/language/index.ts";
import { constraintListeners, repairConstraint, writtenConstraint } from "../../src/language/versions.ts";

export default createRule({
  name: "version-constraint-invalid",
  meta: {
    type: "problem",
    docs: { description: "Disallow version constraints that Terraform refuses", level: "error", recommended: true },
    messages: {
      invalid: "{{summary}}: {{detail}} {{remedy}}",
      number: "Invalid version constraint: Version must be specified as a string. {{remedy}}",
    },
    schema: [],
    fixable: "code",
  },
  create({ report, text }) {
    return constraintListeners((node, dialect, mustBeString) => {
      if (node.type === "NumberLiteral" && mustBeString) {
        const remedy = `Write "~> ${node.raw}", or "${node.raw}" for exactly that release.`;
        report({ at: node, messageId: "number", data: { remedy } });
        return;
      }
      const written = writtenConstraint(node, dialect, text);
      if (!written || written.meaning.valid) return;
      const { summary, detail } = written.meaning;
      const repaired = repairConstraint(written.text, dialect);
      const fix = repaired === null ? undefined : written.replacement(repaired);
      const remedy =
        repaired === null
          ? 'Constraints are comma-separated comparisons (=, !=, >, >=, <, <=, ~>) with version numbers, like "~> 5.0".'
          : `Write "${repaired}".`;
      report({ at: node, messageId: "invalid", data: { summary, detail, remedy }, ...(fix && { fix }) });
    });
  },
});
