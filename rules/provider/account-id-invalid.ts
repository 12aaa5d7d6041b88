import { consumerName, createRule, valuePlace, type Argument, type Block } from "../../src/language/index.ts";

/** The lists that an account is looked up in, and what a number that is no account does there. */
const lists = [
  ["allowed_account_ids", 'no account matches it: Terraform will report "AWS account ID not allowed"'],
  ["forbidden_account_ids", "no account matches it, and it forbids none"],
] as const;

export default createRule({
  name: "account-id-invalid",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow account ids that are not 12 digits in quotes",
      level: "error",
      recommended: true,
    },
    messages: {
      number: "{{list}} of {{consumer}} holds the number {{value}}{{origin}}: {{effect}}. {{remedy}}",
      malformed: '{{list}} of {{consumer}} holds "{{value}}"{{origin}}: {{effect}}. {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    const lookAt = ({ block }: { readonly block: Block }): void => {
      for (const placed of services.consumers(block)) {
        if (placed.consumer.kind === "cli") continue;
        for (const [list, effect] of lists) {
          const argument = placed.consumer.arguments.attributes.get(list);
          for (const element of elementsOf(argument)) {
            const isNumber = typeof element.value === "number";
            const value = String(element.value);
            const isComplete = /^\d{12}$/u.test(value);
            if (isComplete && !isNumber) continue;
            const { at, origin, related } = valuePlace(block, list, element.places, services);
            report({
              at,
              messageId: isNumber ? "number" : "malformed",
              level: isComplete ? "info" : list === "allowed_account_ids" ? "error" : "warning",
              data: {
                list,
                consumer: consumerName(placed),
                value,
                origin,
                effect: isComplete ? "a number loses the zeros that other accounts begin with" : effect,
                remedy: remedyFor(value, isNumber),
              },
              related,
            });
          }
        }
      }
    };
    return { ProviderBlock: lookAt, BackendBlock: lookAt, RemoteStateBlock: lookAt };
  },
});

interface Element {
  readonly value: string | number;
  readonly places: Argument["places"];
}

function elementsOf(argument: Argument | undefined): readonly Element[] {
  if (!argument?.known || !Array.isArray(argument.value)) return [];
  return (argument.value as readonly Argument[]).flatMap((element) => {
    const { places } = element;
    const value = element.known ? element.value : null;
    return typeof value === "string" || typeof value === "number" ? [{ value, places }] : [];
  });
}

function remedyFor(value: string, isNumber: boolean): string {
  if (isNumber && /^\d{1,12}$/u.test(value)) {
    return `Write it in quotes${value.length < 12 ? ", with its leading zeros" : ""}: "${value.padStart(12, "0")}".`;
  }
  const digits = value.replace(/\D/gu, "");
  return digits.length === 12 ? `Write "${digits}".` : "Write the 12 digits of the account.";
}
