import { createRule } from "../../src/language/index.ts";
import { lockedConstraintsProblem, lockedProviderOf, lockedVersionProblem } from "../../src/language/versions.ts";

export default createRule({
  name: "lock-file-invalid",
  meta: {
    type: "problem",
    docs: { description: "Disallow lock files that Terraform refuses to read", level: "error", recommended: true },
    messages: { invalid: "{{summary}}: {{detail}} {{remedy}}" },
    schema: [],
  },
  create({ report, services }) {
    return {
      File() {
        const { lockFile } = services;
        for (const diagnostic of lockFile?.diagnostics ?? []) {
          const { severity, summary, detail, start, end } = diagnostic;
          const isSyntax = lockFile?.file.errors.some((error) => error.start === start && error.summary === summary);
          // Nothing is wrong with the syntax of no text: the file could not be read.
          const remedy = remedies[!isSyntax ? "entry" : lockFile?.file.source === "" ? "unread" : "syntax"];
          report({ at: { start, end }, messageId: "invalid", level: severity, data: { summary, detail, remedy } });
        }
      },
      LockedProvider({ block }) {
        const { provider, version, versionText, constraints, constraintsText } = lockedProviderOf(block);
        if (provider === null) return;
        const remedy = remedies.entry;
        const problem = versionText === null ? null : lockedVersionProblem(versionText, provider);
        if (version && problem) report({ at: version.value, messageId: "invalid", data: { ...problem, remedy } });
        const other = constraintsText === null ? null : lockedConstraintsProblem(constraintsText, provider);
        if (constraints && other) report({ at: constraints.value, messageId: "invalid", data: { ...other, remedy } });
      },
    };
  },
});

const remedies = {
  unread: "Make it a file that Terraform may read, or delete it and run terraform init.",
  syntax: "Take it from version control, of a merge one side only; or delete it and run terraform init.",
  entry: "Delete the entry and run terraform init, which writes it again.",
};
