import { createRule, rootsOf } from "../../src/language/index.ts";

/** What `init` says of provider configurations on their way into modules, and what to do. */
const remedies: Readonly<Record<string, string>> = {
  "Missing required provider configuration": "Add it to providers = {…}.",
  "Cannot override provider configuration": "Remove the module's own provider block, or the entry.",
  "Module is incompatible with count, for_each, and depends_on":
    "Take the provider blocks out of the module and pass configurations in providers = {…}.",
  "Provider type mismatch": "Pass a configuration of the provider that the name stands for.",
  "Reference to undefined provider": "Add an entry to required_providers of the module.",
};

export default createRule({
  name: "module-providers-mismatch",
  meta: {
    type: "problem",
    docs: {
      description: "Require module calls to pass the provider configurations that the modules expect",
      level: "error",
      recommended: true,
    },
    messages: { mismatch: "{{said}} {{remedy}}" },
    schema: [],
  },
  create({ report, services }) {
    return {
      File() {
        if (services.file.content !== "configuration") return;
        for (const root of rootsOf(services)) {
          // Whoever calls no modules passes nothing.
          if (root.children().length === 0) continue;
          for (const { severity, summary, detail, file, start, end } of root.loadDiagnostics()) {
            const remedy = remedies[summary];
            if (remedy === undefined || file?.fileName !== services.path) continue;
            const [first = ""] = detail.split("\n\n");
            report({
              at: { start, end },
              messageId: "mismatch",
              level: severity === "error" ? "error" : "info",
              data: { said: `${summary}: ${first}`, remedy },
            });
          }
        }
      },
    };
  },
});
