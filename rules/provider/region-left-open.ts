import {
  argumentOf,
  consumerName,
  createRule,
  headOf,
  onTraces,
  set,
  type Argument,
  type PlacedConsumer,
  type Services,
  type Trace,
} from "../../src/language/index.ts";

interface Options {
  readonly requireInBlock?: boolean;
}

type Outcome = "instance" | "role" | "late" | "missing";

/** What a missing region does, by what the trace ends in; the first that fits. */
const outcomes: readonly (readonly [Outcome, (trace: Trace) => boolean])[] = [
  ["instance", ({ identity, error }) => identity?.via === "imds" && error?.phase === "credentials"],
  ["role", ({ error }) => error?.phase === "credentials"],
  ["late", ({ identity }) => (identity?.roles.length ?? 0) > 0],
  // With the instance's role the region is the instance's.
  ["missing", ({ identity }) => identity?.via !== "imds"],
];

export default createRule({
  name: "region-missing",
  meta: {
    type: "problem",
    docs: {
      description: "Require a region where the block, the environment and the profile name none",
      level: "warning",
      recommended: true,
    },
    messages: {
      missing: '{{consumers}}: no region in the block, {{elsewhere}}: Terraform will report "{{said}}". {{remedy}}',
      role: '{{consumers}}: no region to assume the role in, neither in the block, {{elsewhere}}: Terraform will report "Cannot assume IAM Role", because of "{{said}}". {{remedy}}',
      instance:
        "{{consumers}}: no region in the block, {{elsewhere}}. An instance's role does without, but the role of the block, assumed by it, doesn't: \"{{said}}\". {{remedy}}",
      late: '{{consumers}}: no region in the block, {{elsewhere}}: Terraform assumes the role in sts_region, and then reports "{{said}}". {{remedy}}',
      required: "{{consumers}} takes the region of whoever runs it. {{remedy}}",
    },
    schema: [
      {
        type: "object",
        properties: {
          requireInBlock: {
            type: "boolean",
            description: "Whether each block has to name its region, whatever the environment holds.",
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ requireInBlock: false }],
  },
  create({ report, services, options }) {
    const [{ requireInBlock = false } = {}] = options as readonly [Options?];
    if (requireInBlock) {
      return {
        ProviderBlock({ block }) {
          for (const placed of services.consumers(block)) {
            if (!isUnset(argumentOf(placed.consumer, "region"))) continue;
            const data = { consumers: consumerName(placed), remedy: 'Write region = "…".' };
            report({ at: headOf(block), messageId: "required", data });
          }
        },
      };
    }
    return onTraces(
      services,
      (placed, trace) => {
        const isConcerned = placed.consumer.kind === "provider" && placed.block !== null;
        if (!isConcerned || !isUnset(argumentOf(placed.consumer, "region"))) return [];
        const said = missesRegion(trace);
        const [outcome] = outcomes.find(([, applies]) => applies(trace)) ?? [];
        if (said === null || !outcome) return [];
        // Where nobody chose the instance's role the configuration may well be run elsewhere.
        const level = outcome === "instance" && trace.identity?.profile === null ? "info" : "warning";
        return [{ outcome, said, level, elsewhere: elsewhere(placed, services) } as const];
      },
      ({ fact: { outcome, level, ...data }, at, consumers }) => {
        const remedy = `Write region = "…", or ${set("AWS_REGION", "…", services.platform)}.`;
        report({ at, messageId: outcome, level, data: { ...data, consumers, remedy } });
      },
    );
  },
});

const isUnset = (argument: Argument | undefined): boolean =>
  !argument || (argument.known && (argument.value === null || argument.value === ""));

/** What Terraform says for want of a region; `null`: nothing, or something else. */
function missesRegion({ error }: Trace): string | null {
  const text = error ? `${error.summary}\n${error.detail}` : "";
  return (
    /Missing Region|an AWS region is required, but was not found|invalid AWS Region:(?= *$)/imu.exec(text)?.[0] ?? null
  );
}

function elsewhere(placed: PlacedConsumer, services: Services): string {
  const profile = services.sharedFiles(placed)?.profile;
  const places = ["AWS_REGION", "AWS_DEFAULT_REGION", ...(profile === undefined ? [] : [`profile "${profile}"`])];
  return `nor in ${places.slice(0, -1).join(", ")} or ${places.at(-1) ?? ""}`;
}
