import { createRule } from "../../src/language/index.ts";
import { constraintListeners, writtenConstraint } from "../../src/language/versions.ts";

export default createRule({
  name: "provider-version-exact",
  meta: {
    type: "suggestion",
    docs: { description: "Disallow constraints on one exact provider version", level: "info", recommended: "strict" },
    messages: {
      exact:
        '"{{constraint}}" admits one release only: every other module has to agree on it, and a withdrawn release breaks init. {{remedy}}',
      range: 'Write "{{suggestion}}" and let the lock file hold the version.',
    },
    schema: [],
    hasSuggestions: true,
  },
  create({ report, text }) {
    return constraintListeners((node, dialect) => {
      if (dialect !== "provider") return;
      const written = writtenConstraint(node, dialect, text);
      if (!written?.meaning.valid) return;
      // One or two numbers are rather a misunderstanding: `version-constraint-misleading`.
      const pin = written.meaning.terms.find(
        ({ operator, precision, version }) => operator === "=" && precision === 3 && version.prerelease === "",
      );
      if (!pin) return;
      const [major = 0n, minor = 0n] = pin.version.segments;
      const suggestion = `~> ${major}.${minor}`;
      const fix = written.replacement(written.text.slice(0, pin.start) + suggestion + written.text.slice(pin.end));
      report({
        at: node,
        messageId: "exact",
        data: {
          constraint: written.text,
          remedy: `Write "${suggestion}"; .terraform.lock.hcl holds the exact version.`,
        },
        ...(fix && { suggestions: [{ messageId: "range", data: { suggestion }, fix }] }),
      });
    });
  },
});
