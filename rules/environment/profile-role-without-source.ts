import { createRule, onTraces } from "../../src/language/index.ts";

export default createRule({
  name: "profile-role-without-source",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow a profile that names a role and no source for it",
      level: "warning",
      recommended: true,
    },
    messages: {
      lone: 'Profile "{{profile}}" has role_arn{{place}}, but nothing to assume the role with: {{consumers}} will ask {{base}}, and no key of the environment or of another profile is used. {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return onTraces(
      services,
      (placed, { identity, plan }) => {
        if (identity?.profile !== null || (identity.via !== "imds" && identity.via !== "container")) return [];
        const files = services.sharedFiles(placed);
        const role = files?.setting("role_arn");
        if (!files || !role || plan?.hops[0]?.roleArn !== role.value) return [];
        return [{ profile: files.profile, base: bases[identity.via], where: role.place }];
      },
      ({ fact: { profile, base, where }, at, consumers }) => {
        const remedy = "Add source_profile, or credential_source where that is meant.";
        report({
          at,
          messageId: "lone",
          data: { profile, base, consumers, remedy, place: ` (${services.show(where)})` },
          related: [{ filePath: where.path, ...where.range, message: "the role" }],
        });
      },
    );
  },
});

const bases = { imds: "the EC2 instance", container: "the container" } as const;
