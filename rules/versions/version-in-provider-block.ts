import { createRule } from "../../src/language/index.ts";
import { attributeOf } from "../../src/language/versions.ts";

export default createRule({
  name: "version-in-provider-block",
  meta: {
    type: "suggestion",
    docs: { description: "Disallow version constraints inside provider blocks", level: "warning", recommended: true },
    messages: {
      deprecated:
        'Version constraints inside provider configuration blocks are deprecated: this one counts together with those of required_providers, for every alias of "{{provider}}". {{remedy}}',
    },
    schema: [],
  },
  create({ report }) {
    return {
      ProviderBlock({ block }) {
        const version = attributeOf(block, "version");
        const provider = block.labels[0]?.text;
        if (!version || provider === undefined) return;
        const remedy = `Move it to version of ${provider} in required_providers.`;
        report({ at: version, messageId: "deprecated", data: { provider, remedy } });
      },
    };
  },
});
