import {
  consumerName,
  createRule,
  isPartition,
  parseArn,
  partitionOf,
  rolesOf,
  valuePlace,
  type Arn,
  type Block,
} from "../../src/language/index.ts";

/** What makes an ARN one that nobody can assume, though it is well-formed; the first that applies is told. */
const faults: readonly {
  readonly applies: (arn: Arn, isBackend: boolean) => boolean;
  readonly fault: string;
  readonly remedy: string;
}[] = [
  {
    applies: ({ service, resource }) => service === "sts" && resource.startsWith("assumed-role/"),
    fault: "is a session of a role, not the role",
    remedy: "Write arn:aws:iam::ACCOUNT:role/NAME, without the name of the session.",
  },
  {
    applies: ({ service }) => service !== "iam",
    fault: "is no ARN of IAM",
    remedy: "Write arn:aws:iam::ACCOUNT:role/NAME.",
  },
  {
    // A backend says this itself.
    applies: ({ resource }, isBackend) => !isBackend && !resource.startsWith("role/"),
    fault: "is no role",
    remedy: "Only roles can be assumed: arn:aws:iam::ACCOUNT:role/NAME.",
  },
  {
    applies: ({ partition }) => !isPartition(partition),
    fault: "is of a partition that there is not",
    remedy: "Write arn:aws:…, arn:aws-cn:… or arn:aws-us-gov:….",
  },
  {
    applies: ({ accountId }) => !/^\d{12}$/u.test(accountId),
    fault: "names no account",
    remedy: "Put the 12 digits of the account between the colons.",
  },
  {
    applies: ({ resource }) => resource.includes("/AWSReservedSSO_"),
    fault: "belongs to a permission set, and only IAM Identity Center assumes it",
    remedy: "Name a profile with SSO instead, or a role whose trust policy names the caller.",
  },
];

export default createRule({
  name: "role-unusable",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow roles that nobody can assume",
      level: "error",
      recommended: true,
    },
    messages: {
      unusable:
        'role_arn of {{consumer}}{{origin}} {{fault}} ({{arn}}): Terraform will report "Cannot assume IAM Role". {{remedy}}',
      partition:
        'role_arn of {{consumer}}{{origin}} is in the partition {{partition}}, but region {{region}} is in {{other}}: their keys are not valid in each other ("InvalidClientTokenId"). {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    const lookAt = ({ block }: { readonly block: Block }): void => {
      for (const placed of services.consumers(block)) {
        const isBackend = placed.consumer.kind !== "provider";
        for (const { arn: text, places, region } of rolesOf(placed.consumer)) {
          const arn = parseArn(text);
          // What is no ARN at all is refused before anybody is asked.
          if ("error" in arn || (!isBackend && !isAccount.test(arn.accountId))) continue;
          const { at, origin, related } = valuePlace(block, "role_arn", places, services);
          const data = { consumer: consumerName(placed), origin, arn: text };
          const found = faults.find(({ applies }) => applies(arn, isBackend));
          if (found) {
            report({ at, messageId: "unusable", data: { ...data, fault: found.fault, remedy: found.remedy }, related });
            continue;
          }
          const partition = region === null ? null : partitionOf(region);
          if (!partition || partition.id === arn.partition) continue;
          report({
            at,
            messageId: "partition",
            data: {
              ...data,
              partition: arn.partition,
              region: region ?? "",
              other: partition.id,
              remedy: `Write arn:${partition.id}:…, or a region of ${arn.partition}.`,
            },
            related,
          });
        }
      }
    };
    return { ProviderBlock: lookAt, BackendBlock: lookAt, RemoteStateBlock: lookAt };
  },
});

/** What the provider takes for an account; anything else it refuses itself. */
const isAccount = /^(?:\d{12})?$/u;
