import {
  createRule,
  modernArgument,
  onArgumentMessages,
  remedyFor,
  type Block,
  type Edit,
} from "../../src/language/index.ts";

/** What to do, by what Terraform says; the first that fits. */
const remedies: readonly (readonly [said: RegExp, remedy: string])[] = [
  [/define argument "(\w+)"/u, "Write $1 = { … }: a backend takes it as an argument, only a provider as a block."],
  [/named "providers?"/u, "A backend never takes the credentials of a provider: name profile or assume_role here."],
  [/"(?:aws_)?access_key_id"/iu, "The argument is called access_key; better leave keys to the environment."],
  [/"(?:aws_)?secret_access_key"/iu, "The argument is called secret_key; better leave keys to the environment."],
  [/"(?:aws_)?(?:session|security)_token"/iu, "The argument is called token."],
  [/"aws_profile"/iu, "That is a variable of the environment; the argument is called profile."],
  [/"aws_(?:default_)?region"/iu, "That is a variable of the environment; the argument is called region."],
  [/Did you mean "(\w+)"/u, "Correct its name."],
  [
    /unexpected attribute "(?:role_arn|session_name|external_id|assume_role_\w+)"/u,
    "Write assume_role = { … }; Terraform 1.10 has it no more.",
  ],
  [/^(?:Unsupported|Extraneous)|unexpected attribute/u, "Remove it."],
  [/Only one of|onflict|cannot be configured together/u, "Keep one of them."],
  [/Exactly one of/u, "Name one of them."],
  [/Duration/u, 'Write it as "1h", from 15m to 12h.'],
  [/ARN/u, "Write it in full: arn:aws:iam::123456789012:role/NAME."],
  [/URL/u, "Write it with its scheme: https://…."],
  [/is required/u, "Add it."],
];

/** What an argument is called that the backend doesn't know by this name. */
const names: readonly (readonly [said: RegExp, name: string])[] = [
  [/named "(?:aws_)?access_key_id"/iu, "access_key"],
  [/named "(?:aws_)?secret_(?:access_)?key(?:_id)?"/iu, "secret_key"],
  [/named "(?:aws_)?(?:session|security)_token"/iu, "token"],
  [/named "aws_profile"/iu, "profile"],
  [/named "aws_(?:default_)?region"/iu, "region"],
  [/^Unsupported argument.*Did you mean "(\w+)"/u, "$1"],
];

export default createRule({
  name: "backend-argument-invalid",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow arguments that the s3 backend refuses by itself, whatever the environment holds",
      level: "error",
      recommended: true,
    },
    messages: { refused: "{{consumer}} will be refused: {{said}} {{remedy}}", rename: "Write {{name}}." },
    schema: [],
    fixable: "code",
    hasSuggestions: true,
  },
  create({ report, services, text }) {
    return onArgumentMessages(
      "backend",
      "errors",
      services,
      ({ consumer, block, said, at, related, dependsOnRelease }) => {
        const remedy = remedyFor(said, remedies, "Correct the value.");
        const isNative = services.file.syntax === "native";
        const removed = /unexpected attribute "(\w+)"/u.exec(said)?.[1] ?? "";
        const fix =
          isNative && said.includes("define argument")
            ? equalsSign(block, at.start)
            : modernArgument(block, removed, text({ start: 0, end: block.end }), services);
        const name = isNative ? remedyFor(said, names, "") : "";
        const isTaken = block.body.items.some((item) => item.type === "Attribute" && item.name.text === name);
        report({
          at,
          messageId: "refused",
          data: { consumer, said, remedy },
          level: dependsOnRelease ? "warning" : "error",
          related,
          ...(fix && { fix }),
          ...(name !== "" &&
            !isTaken && {
              suggestions: [{ messageId: "rename", data: { name }, fix: { range: [at.start, at.end], text: name } }],
            }),
        });
      },
    );
  },
});

/** Makes an argument of a nested block that holds nothing but arguments: the two are written alike but for the sign. */
function equalsSign({ body }: Block, start: number): Edit | undefined {
  const nested = body.items.find((item) => item.start === start);
  if (nested?.type !== "Block" || nested.labels.length > 0) return undefined;
  if (nested.body.items.some(({ type }) => type === "Block")) return undefined;
  return { range: [nested.kind.end, nested.kind.end], text: " =" };
}
