import { createRule } from "../../src/language/index.ts";
import { demandsOf, isRunHere, rootsOf, type ProviderDemand } from "../../src/language/versions.ts";

export default createRule({
  name: "lock-file-missing",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require a lock file with all providers of a root module",
      level: "info",
      recommended: "strict",
    },
    messages: {
      missing: "No .terraform.lock.hcl holds the versions and checksums of this module's providers. {{remedy}}",
      entry:
        ".terraform.lock.hcl has no entry for it; plan will report: provider {{provider}}: required by this configuration but no version is selected. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services }) {
    const remedy = "Run terraform init and commit the file.";
    return {
      File() {
        for (const root of rootsOf(services)) {
          if (!isRunHere(root)) continue;
          const { lockFile } = root;
          // What is in a file that Terraform refuses to read can't be told.
          if (lockFile?.diagnostics.some(({ severity }) => severity === "error")) continue;
          const lacking = demandsOf(root, services).filter((demand) => !isBuiltIn(demand) && !demand.entry);
          for (const { provider, requirements } of lockFile ? lacking : lacking.slice(0, 1)) {
            const place = requirements[0]?.place;
            if (place?.file.fileName !== services.path) continue;
            report({ at: place, messageId: lockFile ? "entry" : "missing", data: { provider, remedy } });
          }
        }
      },
    };
  },
});

const isBuiltIn = ({ provider }: ProviderDemand): boolean => provider.startsWith("terraform.io/builtin/");
