import {
  createRule,
  onTraces,
  sourceText,
  type PlacedConsumer,
  type Services,
  type Trace,
} from "../../src/language/index.ts";

type Named = NonNullable<Trace["identity"]>;

interface Comparison {
  readonly terraform: Named;
  readonly cli: Named;
  readonly variable: (name: string) => string | undefined;
}

/** Why the two part, by what can be seen; the first that fits. */
const reasons: readonly (readonly [when: (comparison: Comparison) => boolean, why: string, remedy: string])[] = [
  [
    ({ terraform, cli, variable }) =>
      terraform.via === "environment" && cli.via !== "environment" && isSet(variable("AWS_ACCESS_KEY")),
    "AWS_ACCESS_KEY and AWS_SECRET_KEY are old names, which the AWS CLI doesn't know and Terraform does",
    "Use AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or unset the old ones.",
  ],
  [
    ({ terraform, cli, variable }) =>
      terraform.via === "environment" && cli.via !== "environment" && isSet(variable("AWS_SECRET_KEY")),
    "AWS_SECRET_KEY is an old name, which the AWS CLI doesn't know and Terraform does",
    "Use AWS_SECRET_ACCESS_KEY, or unset the old one.",
  ],
  [
    ({ terraform, cli, variable }) =>
      isSet(variable("AWS_PROFILE")) && isSet(variable("AWS_DEFAULT_PROFILE")) && terraform.profile !== cli.profile,
    "Terraform looks at AWS_PROFILE first, and version 1 of the AWS CLI at AWS_DEFAULT_PROFILE",
    "Unset one of the two.",
  ],
  [
    ({ terraform, cli }) => terraform.roles.length > cli.roles.length,
    "Terraform assumes the role of the source profile as well, and of a profile that names no source",
    "Name as source_profile a profile that has keys only.",
  ],
  [
    ({ variable }) => isSet(variable("AWS_SHARED_CONFIG_FILE")),
    "only the S3 backend knows AWS_SHARED_CONFIG_FILE",
    "Use AWS_CONFIG_FILE.",
  ],
  [
    ({ variable }) => /^~|\$/u.test(variable("AWS_CONFIG_FILE") ?? ""),
    "Terraform doesn't expand ~ and $NAME in AWS_CONFIG_FILE",
    "Set it to an absolute path.",
  ],
  [
    ({ variable }) => /^~|\$/u.test(variable("AWS_SHARED_CREDENTIALS_FILE") ?? ""),
    "the provider doesn't expand ~ and $NAME in AWS_SHARED_CREDENTIALS_FILE",
    "Set it to an absolute path.",
  ],
  [() => true, "the two read the environment and the shared files differently", "tf-preflight whoami shows both."],
];

const isSet = (value: string | undefined): boolean => value !== undefined && value !== "";

export default createRule({
  name: "terraform-differs-from-cli",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow an environment in which Terraform is somebody else than the AWS CLI",
      level: "warning",
      recommended: true,
    },
    messages: {
      differs:
        "{{consumers}} would sign with {{terraform}}, but the AWS CLI in this shell with {{cli}}: {{why}}. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services }) {
    return onTraces(
      services,
      (placed, { identity, error, unknown }) => {
        const cli = isOnItsOwn(placed) ? certain(services.cliTrace()) : null;
        if (!cli || !identity || error || unknown.some(({ what }) => what === "identity")) return [];
        const [terraform, other] = [describe(identity, placed), describe(cli, placed)];
        if (terraform.who === other.who || isSaidElsewhere(services, placed)) return [];
        const comparison = { terraform: identity, cli, variable: (name: string) => services.variable(name) };
        const [, why = "", remedy = ""] = reasons.find(([when]) => when(comparison)) ?? [];
        return [{ terraform: terraform.text, cli: other.text, why, remedy }];
      },
      ({ fact, at, consumers }) => {
        report({ at, messageId: "differs", data: { ...fact, consumers } });
      },
    );
  },
});

function certain(trace: ReturnType<Services["cliTrace"]>): Named | null {
  return trace && !trace.error && !trace.unknown.some(({ what }) => what === "identity") ? trace.identity : null;
}

/** The files themselves have a finding that says why, or say how they are to be written. */
function isSaidElsewhere(services: Services, placed: PlacedConsumer): boolean {
  const files = services.sharedFiles(placed);
  const odd = files === null ? 0 : files.misreadings.length + files.keysBesideSso.length;
  return odd + services.unknownSettings(placed).length > 0;
}

/** The arguments by which a block is meant to be somebody else. */
const own = ["access_key", "secret_key", "token", "profile", "shared_config_files", "shared_credentials_files"];

/** The block leaves it to the environment and the shared files. */
function isOnItsOwn({ consumer }: PlacedConsumer): boolean {
  if (consumer.kind === "cli") return false;
  const { attributes, blocks } = consumer.arguments;
  return (
    !own.some((name) => attributes.has(name)) &&
    !attributes.has("shared_credentials_file") &&
    !blocks.some(({ kind }) => kind === "assume_role_with_web_identity")
  );
}

/** The block's own roles stand on top of whoever is there; those of the shared files are the same for both. */
function describe(identity: Named, { consumer }: PlacedConsumer): { readonly who: string; readonly text: string } {
  const assumes =
    consumer.kind !== "cli" &&
    (consumer.arguments.blocks.some(({ kind }) => kind === "assume_role") ||
      ["assume_role", "role_arn"].some((name) => consumer.arguments.attributes.has(name)));
  const roles = assumes ? [] : identity.roles;
  const source = sourceText(identity);
  return {
    // A key is the same wherever it was found.
    who: JSON.stringify([identity.accessKeyId ?? [identity.via, identity.profile], roles]),
    text: roles.length === 0 ? source : `${source} and role ${roles.join(", ")}`,
  };
}
