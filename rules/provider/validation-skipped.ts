import {
  argumentOf,
  consumerName,
  createRule,
  hasDummyKey,
  isHidden,
  isOn,
  listed,
  mayAskElsewhere,
  valuePlace,
  type Block,
  type PlacedConsumer,
} from "../../src/language/index.ts";

/** What is no longer found out, by the argument. */
const skips = [
  ["skip_credentials_validation", "credentials that AWS refuses are noticed only when the first request fails"],
  ["skip_requesting_account_id", "the account stays unknown, and with it the ARNs that are made from it"],
] as const;

export default createRule({
  name: "validation-skipped",
  meta: {
    type: "suggestion",
    docs: {
      description: "Disallow skipping the check of credentials where AWS is asked",
      level: "info",
      recommended: "strict",
    },
    messages: { skipped: "{{consumer}} talks to AWS with {{skips}}: {{effects}}. {{remedy}}" },
    schema: [],
  },
  create({ report, services }) {
    const lookAt = ({ block }: { readonly block: Block }): void => {
      for (const placed of services.consumers(block)) {
        const { consumer } = placed;
        const found = skips.filter(([name]) => isOn(consumer, name));
        const [first] = found;
        if (!first || !asksAws(placed) || (found.length > 1 && hasAccountList(placed))) continue;
        const { at, related } = valuePlace(block, first[0], argumentOf(consumer, first[0])?.places ?? [], services);
        report({
          at,
          messageId: "skipped",
          data: {
            consumer: consumerName(placed),
            skips: listed(found.map(([name]) => `${name} = true`)),
            effects: listed(found.map(([, effect]) => effect)),
            remedy: `Remove ${found.length === 1 ? "it" : "them"}, unless the endpoints of something else than AWS are given when Terraform is run.`,
          },
          related,
        });
      }
    };

    /** Neither endpoints nor a made-up key speak for an emulator. */
    const asksAws = (placed: PlacedConsumer): boolean =>
      !mayAskElsewhere(services, placed) &&
      !isHidden(placed.consumer, "access_key") &&
      !hasDummyKey(placed.consumer, services.trace(placed)?.identity?.accessKeyId);

    return { ProviderBlock: lookAt, BackendBlock: lookAt, RemoteStateBlock: lookAt };
  },
});

/** Then there is more to say, and account-list-unchecked says it. */
const hasAccountList = ({ consumer }: PlacedConsumer): boolean =>
  ["allowed_account_ids", "forbidden_account_ids"].some((name) => argumentOf(consumer, name) !== undefined);
