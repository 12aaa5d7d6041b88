import { createRule, type Expression } from "../../src/language/index.ts";
import { constraintListeners, repairConstraint, writtenConstraint, type Dialect } from "../../src/language/versions.ts";

export default createRule({
  name: "version-constraint-invalid",
  meta: {
    type: "problem",
    docs: { description: "Disallow version constraints that Terraform refuses", level: "error", recommended: true },
    messages: {
      invalid: "{{summary}}: {{detail}} {{remedy}}",
      expression: "{{summary}}: {{detail}} {{remedy}}",
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
      const refusal = refusalOf(node, dialect, mustBeString);
      if (refusal) {
        const remedy = `Write it out, like "${dialect === "core" ? ">= 1.5" : "~> 5.0"}": nothing is evaluated here.`;
        report({ at: node, messageId: "expression", data: { ...refusal, remedy } });
        return;
      }
      const written = writtenConstraint(node, dialect, text);
      if (!written || written.meaning.valid) return;
      const { summary, detail } = written.meaning;
      const repaired = repairConstraint(written.text, dialect);
      const fix = repaired === null ? undefined : written.replacement(repaired);
      const remedy =
        repaired === null
          ? anyRelease.test(written.text)
            ? "To take any release, leave it out."
            : 'Constraints are comma-separated comparisons (=, !=, >, >=, <, <=, ~>) with version numbers, like "~> 5.0".'
          : `Write "${repaired}".`;
      report({ at: node, messageId: "invalid", data: { summary, detail, remedy }, ...(fix && { fix }) });
    });
  },
});

/** What people write who want any release. */
const anyRelease = /^\s*(?:[*xX]|latest|any)?\s*$/u;

/** What Terraform says of an expression that can't be a constraint, whatever it comes to. */
function refusalOf(
  { type }: Expression,
  dialect: Dialect,
  mustBeString: boolean,
): { readonly summary: string; readonly detail: string } | null {
  const summary = "Invalid version constraint";
  if (mustBeString) {
    return type === "Template" ? null : { summary, detail: "Version must be specified as a string." };
  }
  // Versions of modules may come from variables; the string form of a provider is another rule's.
  if (dialect !== "core") return null;
  switch (type) {
    case "ScopeTraversal":
      return { summary: "Variables not allowed", detail: "Variables may not be used here." };
    case "FunctionCall":
      return { summary: "Function calls not allowed", detail: "Functions may not be called here." };
    case "TupleConstructor":
    case "ObjectConstructor":
      return { summary, detail: "A string value is required for required_version." };
    default:
      return null;
  }
}
