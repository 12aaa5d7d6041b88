import { createRule } from "../../src/language/index.ts";
import { hasUpperEnd, requiredVersion, writtenConstraint } from "../../src/language/versions.ts";

export default createRule({
  name: "module-caps-provider-version",
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow upper ends of provider versions in modules that others call",
      level: "info",
      recommended: "strict",
    },
    messages: {
      capped: '"{{constraint}}" keeps every caller of this module below its upper end. {{remedy}}',
    },
    schema: [],
  },
  create({ report, services, text }) {
    return {
      RequiredProvider(node) {
        const expression = requiredVersion(node);
        const written = expression && writtenConstraint(expression, "provider", text);
        if (!written?.meaning.valid || !hasUpperEnd(written.meaning)) return;
        // One exact version is `provider-version-exact`'s; a prerelease can be had in no other way.
        if (written.meaning.terms.some(({ operator }) => operator === "=")) return;
        const { modules } = services;
        if (modules.length === 0 || modules.some(({ parent }) => parent === null)) return;
        const remedy = 'Name the lowest version that the module needs (">= …"); the root module sets the upper end.';
        report({ at: written.node, messageId: "capped", data: { constraint: written.text, remedy } });
      },
    };
  },
});
