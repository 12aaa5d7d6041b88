import { createRule, onArgumentMessages, remedyFor } from "../../src/language/index.ts";

/** What to do, by what Terraform says; the first that fits. */
const remedies: readonly (readonly [said: RegExp, remedy: string])[] = [
  [/define a block of type "(\w+)"/u, "Write $1 { … }, without an equals sign."],
  [/named "(role_arn|session_name|external_id)"/u, "Write it into a block: assume_role { $1 = … }."],
  [/named "(?:aws_)?access_key_id"/iu, "The argument is called access_key; better leave keys to the environment."],
  [/named "(?:aws_)?secret_access_key"/iu, "The argument is called secret_key; better leave keys to the environment."],
  [/named "(?:aws_)?(?:session|security)_token"/iu, "The argument is called token."],
  [/named "mfa_serial"/u, "Terraform asks for no codes: get a session first, and name its profile."],
  [/Did you mean "(\w+)"/u, "Correct its name."],
  [/^Unsupported/u, "Remove it."],
  [/^Too many|at most/u, "Keep one of them."],
  [/onflicting|only one of/u, "Keep one of them."],
  [/one of .* (?:must be specified|is required)/u, "Name one of them."],
  [/duration/u, 'Write it as "1h", from 15m to 12h.'],
  [/expected skip_metadata_api_check/u, "Write true or false; other words for them were taken before provider 6.0."],
  [/invalid ARN/u, "Write it in full: arn:aws:iam::123456789012:role/NAME."],
  [/"role_arn" is required/u, "Name the role, or remove the block."],
];

export default createRule({
  name: "provider-argument-invalid",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow arguments that the AWS provider refuses by itself, whatever the environment holds",
      level: "error",
      recommended: true,
    },
    messages: { refused: "{{consumer}} will be refused: {{said}} {{remedy}}" },
    schema: [],
  },
  create({ report, services }) {
    return onArgumentMessages("provider", "errors", services, ({ consumer, said, at, related }) => {
      const remedy = remedyFor(said, remedies, "Correct the value.");
      report({ at, messageId: "refused", data: { consumer, said, remedy }, related });
    });
  },
});
