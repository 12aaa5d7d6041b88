import { createRule, onFailures } from "../../src/language/index.ts";

export default createRule({
  name: "env-variable-invalid",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow environment variables that stop Terraform",
      level: "error",
      recommended: true,
    },
    messages: {
      fails: '{{variable}} has a value that stops Terraform for {{consumers}}: it will report "{{said}}". {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return onFailures("env-variable-invalid", services, ({ failure: { said, where, remedy }, at, consumers }) => {
      const [place] = where;
      const variable = place ? services.show(place) : "The environment";
      report({ at, messageId: "fails", data: { variable, said, consumers, remedy } });
    });
  },
});
