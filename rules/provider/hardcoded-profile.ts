import { consumerName, createRule, fileNameOf, valuePlace, type Block } from "../../src/language/index.ts";

interface Options {
  readonly allow?: readonly string[];
}

export default createRule({
  name: "hardcoded-profile",
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow names of profiles in the configuration: they are names on one machine",
      level: "info",
      recommended: "strict",
    },
    messages: {
      written:
        'profile "{{profile}}" of {{consumer}} is written into the configuration{{origin}}: where no such profile is, Terraform will report "failed to get shared config profile, {{profile}}". {{remedy}}',
    },
    schema: [
      {
        type: "object",
        properties: {
          allow: { type: "array", items: { type: "string" }, description: "Profiles that everybody has." },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ allow: ["default"] }],
  },
  create({ report, services, options }) {
    const [{ allow = [] } = {}] = options as readonly [Options?];
    const isInCi = !["", "false"].includes(services.variable("CI") ?? "");
    const lookAt = ({ block }: { readonly block: Block }): void => {
      for (const placed of services.consumers(block)) {
        if (placed.consumer.kind === "cli") continue;
        const profile = placed.consumer.arguments.attributes.get("profile");
        if (!profile?.known || typeof profile.value !== "string" || profile.value === "") continue;
        // Variables files, variables of the environment and flags are a user's own.
        const isWritten = profile.places.every(
          (place) => place.kind === "file" && isConfiguration(fileNameOf(place.path)),
        );
        if (!isWritten || allow.includes(profile.value)) continue;
        const { at, origin, related } = valuePlace(block, "profile", profile.places, services);
        const remedy = "Leave it to AWS_PROFILE, or to a variable whose default is null.";
        report({
          at,
          messageId: "written",
          ...(isInCi && { level: "warning" }),
          data: { profile: profile.value, consumer: consumerName(placed), origin, remedy },
          related,
        });
      }
    };
    return { ProviderBlock: lookAt, BackendBlock: lookAt, RemoteStateBlock: lookAt };
  },
});

const isConfiguration = (fileName: string): boolean => /\.(?:tf|tofu)(?:\.json)?$/u.test(fileName);
