import {
  consumerName,
  createRule,
  headOf,
  listed,
  ownCredentials,
  rootsOf,
  sourceText,
  type Block,
  type PlacedConsumer,
} from "../../src/language/index.ts";

/** Sources that a run elsewhere has nothing of. */
const local = new Set(["environment", "shared-credentials", "shared-config", "process", "sso", "login"]);

export default createRule({
  name: "cloud-run-needs-workspace-credentials",
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow credentials of this machine for providers that a remote run configures",
      level: "info",
      recommended: "strict",
    },
    messages: {
      profile:
        'A remote run has no shared files: {{consumers}} will report "failed to get shared config profile, {{profile}}" there. {{remedy}}',
      job: "A remote run has nothing of this CI job: {{consumers}} would sign with {{source}} here, and there with what the workspace holds. {{remedy}}",
    },
    schema: [],
  },
  create({ report, services }) {
    const look = (block: Block): void => {
      // The run is the remote one.
      if (services.variable("TFC_RUN_ID") !== undefined) return;
      const providers = services.allConsumers().filter(({ consumer }) => consumer.kind === "provider");
      for (const [profile, named] of grouped(providers, profileOf)) {
        report({
          at: headOf(block),
          messageId: "profile",
          data: {
            profile,
            consumers: listed(named.map(consumerName)),
            remedy:
              "Let the profile come from a variable that is null there, or set the execution mode of the workspace to local.",
          },
          related: named.flatMap(({ block: theirs }) =>
            theirs ? [{ filePath: theirs.file.fileName, ...headOf(theirs.node), message: `profile "${profile}"` }] : [],
          ),
        });
      }
      // On somebody's own machine credentials lie around for many reasons; a job is given them for what it runs.
      if ((services.variable("CI") ?? "") === "") return;
      const ofThisJob = (placed: PlacedConsumer): string | null => {
        const own = ownCredentials(placed.consumer);
        const trace = own && !own.hasSource ? services.trace(placed) : null;
        const { identity } = trace ?? {};
        return identity && !trace?.error && local.has(identity.via) ? sourceText(identity) : null;
      };
      for (const [source, named] of grouped(providers, ofThisJob)) {
        report({
          at: headOf(block),
          messageId: "job",
          data: {
            source,
            consumers: listed(named.map(consumerName)),
            remedy:
              "Give the workspace AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or dynamic credentials (TFC_AWS_PROVIDER_AUTH).",
          },
        });
      }
    };
    return {
      BackendBlock({ block }) {
        const isUsed = rootsOf(services).some(({ backend }) => backend?.block.node === block);
        if (isUsed && block.labels[0]?.text === "remote") look(block);
      },
      CloudBlock({ block }) {
        if (rootsOf(services).some(({ cloud }) => cloud?.block.node === block)) look(block);
      },
    };
  },
});

function profileOf({ consumer }: PlacedConsumer): string | null {
  const profile = consumer.kind === "cli" ? undefined : consumer.arguments.attributes.get("profile");
  return profile?.known && typeof profile.value === "string" && profile.value !== "" ? profile.value : null;
}

function grouped(
  providers: readonly PlacedConsumer[],
  keyOf: (placed: PlacedConsumer) => string | null,
): ReadonlyMap<string, readonly PlacedConsumer[]> {
  const groups = new Map<string, PlacedConsumer[]>();
  for (const placed of providers) {
    const key = keyOf(placed);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), placed]);
  }
  return groups;
}
