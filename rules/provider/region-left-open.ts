import {
  argumentOf,
  consumerName,
  createRule,
  headOf,
  knownText,
  rolesOf,
  type Argument,
  type PlacedConsumer,
  type Services,
} from "../../src/language/index.ts";

interface Options {
  readonly requireInBlock?: boolean;
}

/** What a block needs its region for, though it may be set nowhere; the first that applies is told. */
const needs = [
  ["stsRegion", ({ consumer }: PlacedConsumer) => knownText(consumer, "sts_region") !== null],
  ["role", ({ consumer }: PlacedConsumer) => rolesOf(consumer).length > 0],
] as const;

export default createRule({
  name: "region-left-open",
  meta: {
    type: "suggestion",
    docs: {
      description: "Require a region in provider blocks that assume a role",
      level: "warning",
      recommended: "strict",
    },
    messages: {
      stsRegion:
        '{{consumer}} has sts_region but no region: without AWS_REGION, or a profile with one, Terraform assumes the role and then reports "invalid AWS Region: ". {{remedy}}',
      role: '{{consumer}} assumes a role but has no region: without AWS_REGION, or a profile with one, Terraform will report "Cannot assume IAM Role" because of "Missing Region", on instances of EC2, too, where their own role does without. {{remedy}}',
      required: "{{consumer}} takes the region of whoever runs it. {{remedy}}",
    },
    schema: [
      {
        type: "object",
        properties: {
          requireInBlock: {
            type: "boolean",
            description: "Whether each block has to name its region, whatever it does and the environment holds.",
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ requireInBlock: false }],
  },
  create({ report, services, options }) {
    const [{ requireInBlock = false } = {}] = options as readonly [Options?];
    return {
      ProviderBlock({ block }) {
        for (const placed of services.consumers(block)) {
          if (!isUnset(argumentOf(placed.consumer, "region"))) continue;
          const need = needs.find(([, applies]) => applies(placed))?.[0];
          const messageId = need && !isNamedElsewhere(placed, services) ? need : requireInBlock ? "required" : null;
          if (messageId === null) continue;
          const data = { consumer: consumerName(placed), remedy: 'Write region = "…".' };
          report({ at: headOf(block), messageId, data });
        }
      },
    };
  },
});

const isUnset = (argument: Argument | undefined): boolean =>
  !argument || (argument.known && (argument.value === null || argument.value === ""));

/** The environment or the profile, as far as they are looked at, name a region; or something else fails before one is missed. */
function isNamedElsewhere(placed: PlacedConsumer, services: Services): boolean {
  const trace = services.trace(placed);
  if (!trace) return false;
  return trace.error ? !(trace.error.summary + trace.error.detail).includes("Region") : trace.region !== "{imds}";
}
