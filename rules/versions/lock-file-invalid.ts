import { createRule } from "../../src/language/index.ts";
import {
  lockedConstraintsProblem,
  lockedProviderOf,
  lockedVersionProblem,
  rootsOf,
} from "../../src/language/versions.ts";

export default createRule({
  name: "lock-file-invalid",
  meta: {
    type: "problem",
    docs: { description: "Disallow lock files that Terraform refuses to read", level: "error", recommended: true },
    messages: { invalid: "{{summary}}: {{detail}} {{remedy}}" },
    schema: [],
  },
  create({ report, services }) {
    const remedy = "Delete the entry and run terraform init, which writes it again.";
    const isLockFile = services.file.content === "lock-file";
    let isFileReported = false;
    return {
      Body() {
        // The file's own body comes first; those of blocks follow.
        if (isFileReported || !isLockFile) return;
        isFileReported = true;
        const [root] = rootsOf(services);
        for (const { severity, summary, detail, start, end } of root?.lockFile?.diagnostics ?? []) {
          const level = severity === "warning" ? ("warning" as const) : ("error" as const);
          report({ at: { start, end }, messageId: "invalid", level, data: { summary, detail, remedy } });
        }
      },
      LockedProvider({ block }) {
        const { provider, version, versionText, constraints, constraintsText } = lockedProviderOf(block);
        if (provider === null) return;
        const problem = versionText === null ? null : lockedVersionProblem(versionText, provider);
        if (version && problem) report({ at: version.value, messageId: "invalid", data: { ...problem, remedy } });
        const other = constraintsText === null ? null : lockedConstraintsProblem(constraintsText, provider);
        if (constraints && other) report({ at: constraints.value, messageId: "invalid", data: { ...other, remedy } });
      },
    };
  },
});
