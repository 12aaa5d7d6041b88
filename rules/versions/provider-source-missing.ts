import { createRule, requirementItem } from "../../src/language/index.ts";
import { knownSource, sourceArgument } from "../../src/language/versions.ts";

export default createRule({
  name: "provider-source-missing",
  meta: {
    type: "suggestion",
    docs: { description: "Require a source for every required provider", level: "warning", recommended: true },
    messages: {
      implied: 'Without a source, "{{name}}" is hashicorp/{{type}}. {{remedy}}',
      foreign:
        'Without a source, "{{name}}" is hashicorp/{{type}}, but HashiCorp does not publish it: init finds nothing, or an abandoned copy. {{remedy}}',
      add: "Add {{source}}.",
    },
    schema: [],
    fixable: "code",
    hasSuggestions: true,
  },
  create({ report, services, text }) {
    return {
      RequiredProvider(node) {
        const { attribute, name } = node;
        // The string form is `legacy-provider-requirement`'s; the built-in provider has no source to speak of.
        if (attribute.value.type !== "ObjectConstructor" || requirementItem(node, "source") || name === "terraform")
          return;
        const foreign = knownSource(name);
        const source = foreign ?? `hashicorp/${name.toLowerCase()}`;
        const edit = sourceArgument(node, source, services, text);
        const at = attribute.name;
        const data = { name, type: name.toLowerCase(), remedy: `Add source = "${source}".` };
        if (foreign === null) report({ at, messageId: "implied", data, ...(edit && { fix: edit }) });
        // Another provider in the state: not for a fix that nobody reads.
        else
          report({
            at,
            messageId: "foreign",
            data,
            suggestions: edit ? [{ messageId: "add", data: { source }, fix: edit }] : [],
          });
      },
    };
  },
});
