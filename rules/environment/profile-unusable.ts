import { createRule, onJudgedFailures } from "../../src/language/index.ts";

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
    return onJudgedFailures(
      "profile-unusable",
      services,
      // A release that is too old for the profile is `profile-setting-unavailable`'s.
      (placed) => (services.unknownSettings(placed).some(({ key }) => key === "sso_session") ? null : {}),
      ({ failure, at, consumers, places, related }) => {
        const { said, profile, remedy } = failure;
        report({ at, messageId: "fails", data: { said, profile, consumers, places, remedy }, related });
      },
    );
  },
});
