import { accessKeyKind, createRule, fileNameOf, maskKeyId, onTraces } from "../../src/language/index.ts";

export default createRule({
  name: "profile-keys-hide-sso",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow keys in a profile that is set up for SSO",
      level: "warning",
      recommended: true,
    },
    messages: {
      hidden:
        'profile "{{profile}}" is set up for SSO ({{sso}}), but has the key {{key}} ({{keys}}), too: the AWS CLI signs in by SSO, {{consumers}} with the key. {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return onTraces(
      services,
      (placed, { identity }) => {
        const id = identity?.accessKeyId ?? "";
        // Tools write the temporary key of an SSO session under the name of its profile, for programs that don't know SSO.
        if (!identity?.via.startsWith("shared-") || accessKeyKind(id) === "temporary") return [];
        const found = services.sharedFiles(placed)?.keysBesideSso ?? [];
        const key = maskKeyId(id);
        return found.filter(({ profile }) => profile === identity.profile).map((each) => ({ ...each, key }));
      },
      ({ fact: { profile, keys, sso, key }, at, consumers }) => {
        const [keysAt, ssoAt] = [keys, sso].map(({ path, line }) => `${fileNameOf(path)}:${line}`);
        report({
          at,
          messageId: "hidden",
          data: {
            profile,
            key,
            consumers,
            keys: keysAt ?? "",
            sso: ssoAt ?? "",
            remedy: "Remove the keys from the profile, or give one of the two another name.",
          },
          related: [
            { filePath: keys.path, ...keys.range, message: "the key" },
            { filePath: sso.path, ...sso.range, message: "the settings of SSO" },
          ],
        });
      },
    );
  },
});
