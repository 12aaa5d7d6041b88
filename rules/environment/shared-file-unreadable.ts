import { createRule, dependsOnFiles, onTraces, type Level } from "../../src/language/index.ts";

interface Unread {
  readonly messageId: "fatal" | "denied" | "missing";
  readonly level: Level;
  readonly path: string;
  readonly said: string;
}

export default createRule({
  name: "shared-file-unreadable",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow shared config and credentials files that can't be read",
      level: "error",
      recommended: true,
      only: "check",
    },
    messages: {
      fatal: '{{path}} can\'t be loaded: {{consumers}} will fail with "{{said}}". {{remedy}}',
      denied:
        "{{path}} can't be read (permission denied): Terraform takes it for empty, and {{consumers}} will look for credentials elsewhere. {{remedy}}",
      missing:
        "{{path}} is named as a shared file, but doesn't exist: Terraform goes on without a word, and {{consumers}} will look for credentials elsewhere. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services }) {
    return onTraces(
      services,
      (placed, trace): readonly Unread[] => {
        const failure = services.failure(placed);
        if (failure?.rule === "shared-file-unreadable") {
          return [{ messageId: "fatal", level: "error", path: failure.subject, said: failure.said }];
        }
        if (!dependsOnFiles(trace)) return [];
        return (services.sharedFiles(placed)?.searched ?? []).flatMap(({ path, state, isNamed }): Unread[] => {
          const isAmiss = state === "denied" || (state === "missing" && isNamed);
          return isAmiss ? [{ messageId: state, level: "warning", path, said: "" }] : [];
        });
      },
      ({ fact: { messageId, level, path, said }, at, consumers }) => {
        report({
          at,
          messageId,
          level,
          data: { path: services.show(path), said, consumers, remedy: remedies[messageId] },
        });
      },
    );
  },
});

const remedies = {
  fatal: "Name a file that can be read, or none.",
  denied: "Give the user who runs Terraform the right to read it, or correct its owner.",
  missing: "Correct the path, or name none: then ~/.aws/config and ~/.aws/credentials are read.",
} as const;
