import { createRule, onFailures } from "../../src/language/index.ts";

export default createRule({
  name: "token-file-unreadable",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow a token file that can't be used",
      level: "error",
      recommended: true,
      only: "check",
    },
    messages: {
      fails: 'The token of {{consumers}} can\'t be used{{places}}: Terraform will report "{{said}}". {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return onFailures("token-file-unreadable", services, ({ failure, at, consumers, places, related }) => {
      const { said, profile, remedy } = failure;
      report({ at, messageId: "fails", data: { said, profile, consumers, places, remedy }, related });
    });
  },
});
