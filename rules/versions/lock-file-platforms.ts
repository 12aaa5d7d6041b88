import { createRule } from "../../src/language/index.ts";
import { lockedProviderOf } from "../../src/language/versions.ts";

export default createRule({
  name: "lock-file-platforms",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require checksums for more than one platform in the lock file",
      level: "info",
      recommended: false,
    },
    messages: {
      onePlatform:
        "The lock file knows {{provider}} {{version}} on one platform only: on any other one, init cannot verify it. {{remedy}}",
    },
    schema: [],
  },
  create({ report }) {
    return {
      LockedProvider({ block }) {
        const { provider, versionText, hashes } = lockedProviderOf(block);
        // `zh:` hashes come from the registry's list, which has all platforms.
        if (hashes?.length !== 1 || !hashes[0]?.startsWith("h1:")) return;
        const remedy =
          "Run terraform providers lock -platform=linux_amd64 -platform=darwin_arm64 (and what else you use).";
        report({
          at: block.labels[0] ?? block.kind,
          messageId: "onePlatform",
          data: { provider: provider ?? "the provider", version: versionText ?? "", remedy },
        });
      },
    };
  },
});
