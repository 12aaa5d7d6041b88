import { createRule } from "../../src/language/index.ts";
import {
  majorOf,
  newestAdmitted,
  newestRelease,
  providerOf,
  requiredVersion,
  writtenConstraint,
} from "../../src/language/versions.ts";

export default createRule({
  name: "provider-version-frozen",
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow constraints that admit only the patches of one minor release",
      level: "info",
      recommended: "strict",
    },
    messages: {
      frozen:
        '"{{term}}" never gets past {{admitted}}: {{provider}} brings its fixes in minor releases ({{newest}} as of {{asOf}}). {{remedy}}',
      widen: 'Write "{{suggestion}}".',
    },
    schema: [],
    hasSuggestions: true,
  },
  create({ report, services, text }) {
    return {
      RequiredProvider(node) {
        const provider = providerOf(node, services);
        const table = provider === null ? null : services.releases(provider);
        const expression = requiredVersion(node);
        const written = expression && writtenConstraint(expression, "provider", text);
        // Without all releases nobody can tell that no more patches come.
        if (!table?.isComplete || !written?.meaning.valid) return;
        const admitted = newestAdmitted(table, written.meaning);
        const newest =
          admitted && newestRelease(table, (release) => majorOf(release.version) === majorOf(admitted.version));
        const term = written.meaning.terms.find(({ operator, precision }) => operator === "~>" && precision > 2);
        if (!term || !newest || newest === admitted) return;
        const [major = 0n, minor = 0n] = term.version.segments;
        const suggestion = `~> ${major}.${minor}`;
        const fix = written.replacement(written.text.slice(0, term.start) + suggestion + written.text.slice(term.end));
        report({
          at: written.node,
          messageId: "frozen",
          data: {
            term: written.text.slice(term.start, term.end),
            admitted: admitted.text,
            provider: table.product,
            newest: newest.text,
            asOf: table.asOf,
            remedy: `"${suggestion}" takes them and stays below ${major + 1n}.0.`,
          },
          ...(fix && { suggestions: [{ messageId: "widen", data: { suggestion }, fix }] }),
        });
      },
    };
  },
});
