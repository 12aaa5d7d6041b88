import { argumentOf, consumerName, createRule, listed, valuePlace, type Argument } from "../../src/language/index.ts";

const secrets = ["access_key", "secret_key", "token"] as const;

/** By what supplies the keys: when Terraform learns them, and what to do. */
const sources: readonly (readonly [address: RegExp, when: string, remedy: string])[] = [
  [
    /^(?:module\..*\.)?data\./u,
    "Terraform reads it in each plan and keeps what it answers in the state; as long as it can't be read, it plans with other credentials, those of the environment",
    "An ephemeral resource, where its provider has one, leaves nothing in the state.",
  ],
  [
    /./u,
    "the first plan is made before it is there, with other credentials, those of the environment",
    "Make the keys in a configuration of their own, and apply that first.",
  ],
];

export default createRule({
  name: "credentials-from-data",
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow keys that a data source or resource supplies, which Terraform has only after a while",
      level: "info",
      recommended: "strict",
    },
    messages: { supplied: "{{arguments}} of {{consumer}} {{verb}} from {{source}}: {{when}}. {{remedy}}" },
    schema: [],
  },
  create({ report, services }) {
    return {
      ProviderBlock({ block }) {
        for (const placed of services.consumers(block)) {
          const supplied = secrets.flatMap((name) => {
            const argument = argumentOf(placed.consumer, name);
            const source = argument && sourceOf(argument);
            return argument && source !== null && source !== undefined ? [{ name, argument, source }] : [];
          });
          const [first] = supplied;
          if (!first) continue;
          const [, when = "", remedy = ""] = sources.find(([address]) => address.test(first.source)) ?? [];
          const { at, related } = valuePlace(block, first.name, first.argument.places, services);
          report({
            at,
            messageId: "supplied",
            data: {
              arguments: listed(supplied.map(({ name }) => name)),
              verb: supplied.length === 1 ? "comes" : "come",
              consumer: consumerName(placed),
              source: first.source,
              when,
              remedy,
            },
            related,
          });
        }
      },
    };
  },
});

/** `data.vault_aws_access_credentials.deploy`; `null` for what is known, or hangs on something else. */
function sourceOf(argument: Argument): string | null {
  if (argument.known || argument.afterApply !== true) return null;
  return /^(\S+) is (?:known only after apply|read at plan time)$/u.exec(argument.because)?.[1] ?? null;
}
