import { createRule, nothingFound, onTraces, type Level, type Trace } from "../../src/language/index.ts";

interface Nothing {
  readonly messageId: "none" | "instance";
  readonly level: Level;
  readonly said: string;
  readonly remedy: string;
  /** Every source, and why it has nothing. */
  readonly looked: string;
}

export default createRule({
  name: "no-credentials-found",
  meta: {
    type: "problem",
    docs: {
      description: "Require credentials from somewhere",
      level: "error",
      recommended: true,
      only: "check",
    },
    messages: {
      none: 'There are no credentials for {{consumers}}: {{looked}}. Terraform will report "{{said}}". {{remedy}}',
      instance:
        'There are no credentials for {{consumers}} but those of an EC2 instance, and this doesn\'t look like one: {{looked}}. Anywhere else Terraform will report "{{said}}". {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return onTraces(
      services,
      (placed, trace): readonly Nothing[] => {
        const failure = services.failure(placed);
        const looked = lookedFor(trace);
        if (failure?.rule === "no-credentials-found") {
          return [{ messageId: "none", level: "error", said: failure.said, remedy: failure.remedy, looked }];
        }
        const said = onlyAnInstance(trace);
        if (said === null || services.isInstance()) return [];
        return [{ messageId: "instance", level: "warning", said, remedy: nothingFound(services.shell), looked }];
      },
      ({ fact: { messageId, level, ...data }, at, consumers }) => {
        report({ at, messageId, level, data: { ...data, consumers } });
      },
    );
  },
});

/** Nothing but the instance metadata is left: what Terraform says when nobody answers there; `null` where somebody else supplies. */
function onlyAnInstance({ identity, ifUnavailable, unknown, steps }: Trace): string | null {
  if (identity?.via !== "imds" || identity.profile !== null || !ifUnavailable || unknown.length > 0) return null;
  // A profile that has nothing but a role takes the instance for its base; and of what is half there other rules speak.
  const isSaidElsewhere = steps.some(
    ({ source, status }) => status === "invalid" || (status === "shadowed" && profiles.includes(source)),
  );
  return isSaidElsewhere ? null : ifUnavailable.summary;
}

const profiles: readonly string[] = [
  "profile argument",
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "default profile",
] satisfies readonly Trace["steps"][number]["source"][];

function lookedFor({ steps }: Trace): string {
  const last = steps.findIndex(({ source }) => source === "instance metadata");
  const reasons = steps.slice(0, last < 0 ? steps.length : last).map(({ because }) => because);
  return [...new Set(reasons)].join("; ");
}
