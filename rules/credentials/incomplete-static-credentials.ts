import { createRule, onStaticCredentials } from "../../src/language/index.ts";

export default createRule({
  name: "incomplete-static-credentials",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow a provider or backend that gives only a part of a key",
      level: "error",
      recommended: true,
    },
    messages: {
      incomplete:
        '{{consumer}} gives {{given}} but no {{missing}}: Terraform then looks nowhere else and fails with "static credentials are empty". {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return onStaticCredentials(services, ({ consumer, kind, problem, placeOf }) => {
      if (problem.kind !== "incomplete") return;
      const { given, missing } = problem;
      report({
        at: placeOf(given),
        messageId: "incomplete",
        // The other half may come by `-backend-config`.
        ...(kind === "backend" && { level: "warning" }),
        data: { consumer, given, missing, remedy: `Give ${missing} as well, or remove ${given}.` },
      });
    });
  },
});
