import { createRule, onFailures } from "../../src/language/index.ts";

export default createRule({
  name: "profile-unusable",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow a profile that Terraform has to refuse",
      level: "error",
      recommended: true,
    },
    messages: {
      fails:
        'Profile "{{profile}}"{{places}} can\'t be used by {{consumers}}: Terraform will report "{{said}}". {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return onFailures("profile-unusable", services, ({ failure, at, consumers, places, related }) => {
      const { said, profile, remedy } = failure;
      report({ at, messageId: "fails", data: { said, profile, consumers, places, remedy }, related });
    });
  },
});
