import {
  createRule,
  consumerName,
  headOf,
  knownText,
  listed,
  ownCredentials,
  rolesOf,
  tokenCommandOf,
  type PlacedConsumer,
  type Services,
  type TokenCommand,
} from "../../src/language/index.ts";

/** Commands that print a token of EKS: what they are called with, and what names an identity then. */
const commands: readonly {
  readonly name: RegExp;
  readonly words: readonly string[];
  readonly identity: RegExp;
  readonly role: string;
}[] = [
  {
    name: /(?:^|[\\/])aws(?:\.exe)?$/u,
    words: ["eks", "get-token"],
    identity: /^--(?:profile|role|role-arn)(?:=|$)/u,
    role: "--role-arn",
  },
  {
    name: /(?:^|[\\/])aws-iam-authenticator(?:\.exe)?$/u,
    words: ["token"],
    identity: /^(?:-r|--role)(?:=|$)/u,
    role: "--role",
  },
];

/** Variables that say whose the command is. */
const variables = /^AWS_(?:PROFILE|DEFAULT_PROFILE|ACCESS_KEY_ID|ROLE_ARN|CONFIG_FILE|SHARED_CREDENTIALS_FILE)$/u;

export default createRule({
  name: "eks-token-other-identity",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow tokens for EKS of another identity than that of provider aws",
      level: "warning",
      recommended: "strict",
    },
    messages: {
      other:
        'provider "{{name}}" gets its token from {{command}}, which signs as whoever the shell is, while {{consumer}} is {{identity}}: where that other has no access, the cluster will answer "the server has asked for the client to provide credentials". {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return {
      ProviderBlock({ block }) {
        for (const { body, module, localName } of services.configurations(block)) {
          const token = tokenCommandOf(body);
          const command = token && commandOf(token);
          if (!token || !command || isSomebody(token, command.identity)) continue;
          const providers = services
            .allConsumers()
            .filter((placed) => placed.consumer.kind === "provider" && placed.module === module);
          const placed = providers.find(({ consumer }) => consumer.address.endsWith("provider.aws")) ?? providers[0];
          // Whichever of them the cluster belongs to: none may be the shell's.
          const isEachItsOwn = providers.every(({ consumer }) => (ownCredentials(consumer)?.words ?? "") !== "");
          const identity = placed && ownCredentials(placed.consumer)?.words;
          if (!identity || !isEachItsOwn) continue;
          if (isShells(placed, services)) continue;
          report({
            at: headOf(block),
            messageId: "other",
            data: {
              name: localName,
              command: [/[^\\/]*$/u.exec(token.command)?.[0] ?? token.command, ...command.words].join(" "),
              consumer: consumerName(placed),
              identity,
              remedy: remedyFor(placed, command.role),
            },
          });
        }
      },
    };
  },
});

function commandOf({ command, args }: TokenCommand): (typeof commands)[number] | undefined {
  return commands.find(({ name, words }) => name.test(command) && words.every((word) => args.includes(word)));
}

const isSomebody = ({ args, variables: names }: TokenCommand, identity: RegExp): boolean =>
  args.some((arg) => arg !== null && identity.test(arg)) || names.some((name) => variables.test(name));

/** Here and now the shell is the same somebody: `AWS_PROFILE` names the profile, too. */
function isShells(placed: PlacedConsumer, services: Services): boolean {
  const [trace, cli] = [services.trace(placed), services.cliTrace()];
  if (!trace?.identity || !cli?.identity || trace.error || cli.error) return false;
  const [own, shells] = [trace.identity, cli.identity];
  return own.via === shells.via && own.profile === shells.profile && own.roles.join() === shells.roles.join();
}

function remedyFor({ consumer }: PlacedConsumer, roleFlag: string): string {
  if (knownText(consumer, "access_key")) return "Hand it the same keys in env of exec.";
  const profile = knownText(consumer, "profile")?.value;
  const role = rolesOf(consumer).at(-1)?.arn;
  const flags = [
    ...(profile === undefined ? [] : [`"--profile", "${profile}"`]),
    ...(role === undefined ? [] : [`"${roleFlag}", "${role}"`]),
  ];
  return flags.length === 0 ? "Name its profile in env of exec." : `Add ${listed(flags)} to args.`;
}
