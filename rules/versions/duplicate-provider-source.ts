import { createRule } from "../../src/language/index.ts";
import { providerOf } from "../../src/language/versions.ts";

export default createRule({
  name: "duplicate-provider-source",
  meta: {
    type: "problem",
    docs: { description: "Disallow two local names for one provider", level: "warning", recommended: true },
    messages: {
      duplicate:
        'Duplicate required provider: {{provider}} is "{{first}}" already. Resources with the one name do not see the configuration of the other. {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    const firstNames = new Map<string, { readonly name: string; readonly start: number; readonly end: number }>();
    return {
      RequiredProvider(node) {
        const provider = providerOf(node, services);
        if (provider === null) return;
        const first = firstNames.get(provider);
        if (!first) {
          firstNames.set(provider, { name: node.name, start: node.start, end: node.end });
          return;
        }
        if (first.name === node.name) return;
        report({
          at: node,
          messageId: "duplicate",
          data: { provider, first: first.name, remedy: "Keep one name; use aliases for further configurations." },
          related: [{ start: first.start, end: first.end, filePath: services.path, message: "the other name" }],
        });
      },
    };
  },
});
