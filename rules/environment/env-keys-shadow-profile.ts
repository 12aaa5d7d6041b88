import {
  consumerName,
  createRule,
  headOf,
  listed,
  maskKeyId,
  signingKeys,
  unset,
  type Block,
  type PlacedConsumer,
  type Trace,
} from "../../src/language/index.ts";

const keyVariables = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

export default createRule({
  name: "env-keys-shadow-profile",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow a profile that the environment's keys silently replace",
      level: "warning",
      recommended: true,
    },
    messages: {
      variable:
        "AWS_PROFILE={{profile}} is ignored by {{consumers}}: the environment's keys ({{key}}) come first. {{remedy}}",
      role: "AWS_PROFILE={{profile}} is ignored by {{consumers}}: the environment's keys ({{key}}) come first, and the role that the profile assumes with them (credential_source = Environment) is never assumed. {{remedy}}",
      argument:
        'profile "{{profile}}" of {{consumers}} is ignored: before {{since}} the environment\'s keys ({{key}}) come first. {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    const shadowed: { readonly placed: PlacedConsumer; readonly trace: Trace }[] = [];
    const unsetKeys = unset(
      keyVariables.filter((name) => services.variable(name) !== undefined),
      services.shell,
    );

    /** The environment's keys sign, and something named a profile. */
    const look = (placed: PlacedConsumer): void => {
      const trace = services.trace(placed);
      if (trace?.identity?.via !== "environment" || trace.error || trace.identity.profile !== null) return;
      const argument = placed.consumer.kind === "cli" ? undefined : placed.consumer.arguments.attributes.get("profile");
      const profile = argument?.known ? argument.value : null;
      if (typeof profile === "string" && profile !== "") {
        const place = argument?.places.find((each) => each.kind === "file" && each.path === services.path);
        report({
          at: place?.kind === "file" ? place.range : placeOf(placed.block?.node),
          messageId: "argument",
          data: {
            profile,
            consumers: consumerName(placed),
            since: placed.consumer.kind === "provider" ? "provider 4.0" : "Terraform 1.7 and OpenTofu 1.8",
            key: keyOf(trace),
            remedy: `${unsetKeys}, or upgrade.`,
          },
          ...credentialsOf(trace),
        });
      } else if (trace.steps.some(({ source, status }) => source === "AWS_PROFILE" && status === "shadowed")) {
        shadowed.push({ placed, trace });
      }
    };
    const lookAt = ({ block }: { readonly block: Block }): void => {
      services
        .consumersHere()
        .filter((placed) => placed.block?.node === block)
        .forEach(look);
    };

    return {
      File() {
        if (services.isFirstFile) {
          services
            .consumersHere()
            .filter(({ block }) => block === null)
            .forEach(look);
        }
      },
      ProviderBlock: lookAt,
      BackendBlock: lookAt,
      RemoteStateBlock: lookAt,
      "File:exit"() {
        const [first] = shadowed;
        if (!first) return;
        report({
          at: placeOf(first.placed.block?.node),
          messageId:
            services.sharedFiles(first.placed)?.setting("credential_source")?.value === "Environment"
              ? "role"
              : "variable",
          data: {
            profile: services.variable("AWS_PROFILE") ?? "",
            consumers: listed([...new Set(shadowed.map(({ placed }) => consumerName(placed)))]),
            key: keyOf(first.trace),
            remedy: `${unsetKeys}, or name the profile in the block.`,
          },
          ...credentialsOf(first.trace),
        });
      },
    };
  },
});

/** The head of the block; the top of the file for a provider that nobody configures. */
function placeOf(block: Block | undefined): { readonly start: number; readonly end: number } {
  return block ? headOf(block) : { start: 0, end: 0 };
}

function keyOf({ identity }: Trace): string {
  return maskKeyId(identity?.accessKeyId ?? "");
}

function credentialsOf(trace: Trace): { readonly credentials?: NonNullable<ReturnType<typeof signingKeys>> } {
  const credentials = signingKeys(trace);
  return credentials ? { credentials } : {};
}
