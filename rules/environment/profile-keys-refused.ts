import {
  accessKeyKind,
  createRule,
  maskKeyId,
  mayAskElsewhere,
  onTraces,
  signingKeys,
} from "../../src/language/index.ts";

export default createRule({
  name: "profile-keys-refused",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow keys in a profile that AWS is bound to refuse",
      level: "error",
      recommended: true,
    },
    messages: {
      withoutToken:
        'profile "{{profile}}" has the temporary key {{key}} without its aws_session_token: AWS answers InvalidClientTokenId to {{consumers}}. {{remedy}}',
      foreignToken:
        'profile "{{profile}}" has an aws_session_token beside the long-term key {{key}}: the token is another key\'s, and AWS answers InvalidClientTokenId to {{consumers}}. {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return onTraces(
      services,
      (placed, trace) => {
        const { identity, error } = trace;
        const keys = identity?.via.startsWith("shared-") && !error ? signingKeys(trace) : undefined;
        if (!keys || mayAskElsewhere(services, placed)) return [];
        const kind = accessKeyKind(keys.accessKeyId);
        const hasToken = keys.sessionToken !== undefined && keys.sessionToken !== "";
        let messageId: "withoutToken" | "foreignToken";
        if (kind === "temporary" && !hasToken) messageId = "withoutToken";
        else if (kind === "long-term" && hasToken) messageId = "foreignToken";
        else return [];
        // The token is there under another name: another rule says so.
        const files = services.sharedFiles(placed);
        if (files?.misreadings.some(({ meant }) => meant === "aws_session_token")) return [];
        return [{ messageId, profile: identity?.profile ?? "", key: maskKeyId(keys.accessKeyId) }];
      },
      ({ fact: { messageId, ...fact }, at, consumers }) => {
        const remedy = {
          withoutToken: "Add the token; the three belong together.",
          // Keys of the credentials file are joined to a token of the config file.
          foreignToken: "Remove the token from the profile, in ~/.aws/config as well as in ~/.aws/credentials.",
        }[messageId];
        report({ at, messageId, data: { ...fact, consumers, remedy } });
      },
    );
  },
});
