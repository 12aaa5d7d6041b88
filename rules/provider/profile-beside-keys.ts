import {
  consumerName,
  createRule,
  knownText,
  refusesMissingProfile,
  valuePlace,
  type Block,
} from "../../src/language/index.ts";

export default createRule({
  name: "profile-beside-keys",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow a profile beside static keys, which sign in its place",
      level: "warning",
      recommended: true,
    },
    messages: {
      required:
        'profile "{{profile}}" of {{consumer}}{{origin}} supplies no credentials, because access_key and secret_key beside it sign; but where it is missing Terraform will report "failed to get shared config profile, {{profile}}". {{remedy}}',
      ignored:
        'profile "{{profile}}" of {{consumer}}{{origin}} supplies no credentials: access_key and secret_key beside it sign. {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    const lookAt = ({ block }: { readonly block: Block }): void => {
      for (const placed of services.consumers(block)) {
        const { consumer } = placed;
        const profile = knownText(consumer, "profile");
        if (!profile || !["access_key", "secret_key"].every((name) => knownText(consumer, name))) continue;
        const { at, origin, related } = valuePlace(block, "profile", profile.places, services);
        report({
          at,
          messageId: refusesMissingProfile(consumer) ? "required" : "ignored",
          data: {
            profile: profile.value,
            consumer: consumerName(placed),
            origin,
            remedy: "Remove the keys, or the profile.",
          },
          related,
        });
      }
    };
    return { ProviderBlock: lookAt, BackendBlock: lookAt, RemoteStateBlock: lookAt };
  },
});
