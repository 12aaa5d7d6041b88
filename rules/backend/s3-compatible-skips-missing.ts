import {
  addedArguments,
  consumerName,
  createRule,
  headOf,
  listed,
  missingSkips,
  valuePlace,
  writtenArguments,
  type Block,
  type PlacedConsumer,
  type Range,
  type Skip,
} from "../../src/language/index.ts";

/** What Terraform does as long as it isn't told to leave it out. */
const why: Readonly<Record<Skip, string>> = {
  skip_credentials_validation:
    "AWS's STS is asked about a key that isn't one of AWS, and answers \"InvalidClientTokenId\"",
  skip_requesting_account_id:
    'Terraform will report "AWS account ID not previously found and failed retrieving via all available methods"',
  skip_region_validation: 'Terraform will report "Invalid AWS Region"',
};

export default createRule({
  name: "s3-compatible-skips-missing",
  meta: {
    type: "problem",
    docs: {
      description: "Require that AWS is left out where objects are kept by another service",
      level: "error",
      recommended: true,
    },
    messages: {
      missing:
        "{{consumer}} keeps its objects at {{address}}{{origin}}, which isn't AWS, without {{missing}}: {{why}}. {{remedy}}",
    },
    schema: [],
    fixable: "code",
  },
  create({ report, services, text }) {
    const look = (placed: PlacedConsumer, block: Block): void => {
      const found = missingSkips(placed, services);
      const [first] = found?.missing ?? [];
      if (!found || first === undefined) return;
      const place = found.variable === null ? valuePlace(block, "endpoint", found.places, services) : null;
      const set = found.missing.map((name) => `${name} = true`);
      const source = text({ start: 0, end: block.end });
      const isFixable = services.file.syntax === "native" && found.isForAllReleases;
      const before = isFixable ? lineToAddBefore(block, place?.at) : undefined;
      const added = found.missing.map((name) => [name, "true"] as const);
      const fix = before && addedArguments(block, before, added, source);
      report({
        at: place?.at ?? headOf(block),
        messageId: "missing",
        level: found.isCertain && found.isForAllReleases ? "error" : "warning",
        data: {
          consumer: consumerName(placed),
          address: found.address,
          origin: place?.origin ?? ` (${found.variable ?? ""})`,
          missing: listed(found.missing),
          why: why[first],
          remedy: `Add ${listed(set)}${found.isCertain ? "" : ", unless the endpoint takes AWS's keys"}.`,
        },
        related: place?.related ?? [],
        ...(fix && { fix }),
      });
    };
    const lookAt = ({ block }: { readonly block: Block }): void => {
      for (const placed of services.consumers(block)) look(placed, block);
    };
    return { ProviderBlock: lookAt, BackendBlock: lookAt, RemoteStateBlock: lookAt };
  },
});

/** The argument or block that says where the objects are: beside it is where the others belong. */
function lineToAddBefore(block: Block, at: Range | undefined): Range | undefined {
  const holds = (range: Range): boolean => at !== undefined && range.start <= at.start && at.end <= range.end;
  const nested = block.body.items.find((item) => item.type === "Block" && holds(item));
  if (nested) return nested;
  return writtenArguments(block).find(({ name, value }) => name !== "config" && holds(value))?.namePlace;
}
