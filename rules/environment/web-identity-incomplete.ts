import { createRule, onTraces, unset, type Trace } from "../../src/language/index.ts";

export default createRule({
  name: "web-identity-incomplete",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow half of a web identity in the environment",
      level: "warning",
      recommended: true,
    },
    messages: {
      tokenOnly:
        'AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN isn\'t: {{consumers}} will fail with "{{said}}". {{remedy}}',
      roleOnly:
        "AWS_ROLE_ARN is set, but AWS_WEB_IDENTITY_TOKEN_FILE isn't: {{consumers}} will not assume the role, and Terraform doesn't say so. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services }) {
    return onTraces(
      services,
      (placed, trace) => {
        const failure = services.failure(placed);
        if (failure?.rule === "web-identity-incomplete") return [{ said: failure.said, remedy: failure.remedy }];
        if ((services.variable("AWS_WEB_IDENTITY_TOKEN_FILE") ?? "") !== "" || !reachesWebIdentity(trace)) return [];
        const take = unset(["AWS_ROLE_ARN"], services.shell);
        return [
          {
            said: "",
            remedy: `Set AWS_WEB_IDENTITY_TOKEN_FILE as well, name the role in an assume_role block, or ${take}.`,
          },
        ];
      },
      ({ fact: { said, remedy }, at, consumers }) => {
        if (said === "") report({ at, messageId: "roleOnly", data: { consumers, remedy } });
        else report({ at, messageId: "tokenOnly", data: { said, consumers, remedy }, level: "error" });
      },
    );
  },
});

/** The role alone stands in the environment, and nothing that comes before it decides. */
function reachesWebIdentity({ steps, error }: Trace): boolean {
  const position = steps.findIndex(
    ({ source, status }) => source === "web identity environment" && status === "invalid",
  );
  const decides = steps.slice(0, position).some(({ status }) => status === "used");
  return position >= 0 && !decides && (!error || error.phase === "credentials");
}
