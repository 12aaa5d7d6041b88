import { createRule, onFailures } from "../../src/language/index.ts";

export default createRule({
  name: "region-missing",
  meta: {
    type: "problem",
    docs: {
      description: "Require a region from somewhere",
      level: "error",
      recommended: true,
      only: "check",
    },
    messages: {
      fails:
        'No region is set for {{consumers}}: neither in the block nor by AWS_REGION, AWS_DEFAULT_REGION or the profile "{{profile}}". Terraform will report "{{said}}". {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return onFailures("region-missing", services, ({ failure, at, consumers, places, related }) => {
      const { said, profile, remedy } = failure;
      report({ at, messageId: "fails", data: { said, profile, consumers, places, remedy }, related });
    });
  },
});
