import { createRule } from "../../src/language/index.ts";
import { isAt, isRunHere, rootsOf } from "../../src/language/versions.ts";

export default createRule({
  name: "lock-file-missing",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require a lock file beside the providers of a root module",
      level: "info",
      recommended: "strict",
    },
    messages: {
      missing: "No .terraform.lock.hcl holds the versions and checksums of this module's providers. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services }) {
    return {
      RequiredProvider(node) {
        for (const root of rootsOf(services)) {
          const [first] = root.requiredProviders;
          if (!first || !isAt(first.place, node, services) || root.lockFile !== null || !isRunHere(root)) continue;
          const remedy = "Run terraform init and commit the file.";
          report({ at: node, messageId: "missing", data: { remedy } });
        }
      },
    };
  },
});
