import { createRule, onTraces } from "../../src/language/index.ts";

export default createRule({
  name: "credential-process-missing",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow a credential_process whose program isn't there",
      level: "error",
      recommended: true,
      only: "check",
    },
    messages: {
      missing:
        'The credential_process of profile "{{profile}}" starts {{program}}, which isn\'t there: {{consumers}} will fail with "process provider error: error in credential_process". {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return onTraces(
      services,
      (_, { plan, identity }) => {
        const program = plan?.source.via === "process" ? services.missingProgram(plan.source.command) : null;
        if (program === null) return [];
        return [{ program, profile: identity?.profile ?? "" }];
      },
      ({ fact, at, consumers }) => {
        const remedy = "Install it, or correct the path in the profile.";
        report({ at, messageId: "missing", data: { ...fact, consumers, remedy } });
      },
    );
  },
});
