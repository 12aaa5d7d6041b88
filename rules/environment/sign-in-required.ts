import { createRule, momentText, onFailures } from "../../src/language/index.ts";

export default createRule({
  name: "sign-in-required",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow a profile whose SSO or login session is missing or has ended",
      level: "error",
      recommended: true,
      only: "check",
    },
    messages: {
      ended:
        'The session of profile "{{profile}}"{{places}} ended ({{ended}}): {{consumers}} will fail with "{{said}}". {{remedy}}',
      elsewhere:
        'No session of profile "{{profile}}"{{places}} is where {{consumers}} will look for it ({{file}}), though {{other}} holds one of the same start URL: Terraform will report "{{said}}". {{remedy}}',
      missing:
        'Nobody has signed in for profile "{{profile}}"{{places}}: {{consumers}} will fail with "{{said}}". {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return onFailures("sign-in-required", services, ({ failure, at, consumers, places, related }) => {
      const { profile, said, remedy, session } = failure;
      const data = { profile, places, consumers, said, remedy };
      const { file = "", endedAt = null, sameStartUrl = null } = session ?? {};
      if (endedAt !== null) {
        report({ at, messageId: "ended", data: { ...data, ended: momentText(endedAt, services.now) }, related });
      } else if (sameStartUrl !== null) {
        const [looked, other] = [services.show(file), services.show(sameStartUrl)];
        report({ at, messageId: "elsewhere", data: { ...data, file: looked, other }, related });
      } else {
        report({ at, messageId: "missing", data, related });
      }
    });
  },
});
