import {
  attributeOf,
  consumerName,
  createRule,
  literalText,
  looksLikeRegion,
  missingSkips,
  nearestRegion,
  regionIsKnownTo,
  isKnownRegion,
  rolesOf,
  valuePlace,
  type Block,
  type Expression,
  type PlacedConsumer,
} from "../../src/language/index.ts";

export default createRule({
  name: "region-invalid",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow regions that there are not, and references that stand in quotes",
      level: "error",
      recommended: true,
    },
    messages: {
      quoted: 'region of {{consumer}} is the text "{{region}}"{{origin}}, not what {{region}} stands for. {{remedy}}',
      unknown:
        'region of {{consumer}} is "{{region}}"{{origin}}: Terraform will report "invalid AWS Region: {{region}}". {{remedy}}',
      lookup:
        'region of {{consumer}} is "{{region}}"{{origin}}: to assume the role Terraform will look for sts.{{region}}.amazonaws.com, and report "no such host". {{remedy}}',
      tooNew: 'region of {{consumer}} is "{{region}}"{{origin}}, which {{version}} does not know yet. {{remedy}}',
      unlisted: 'region of {{consumer}} is "{{region}}"{{origin}}, which no list of regions has up to now. {{remedy}}',
      replace: "Write {{region}}.",
    },
    schema: [
      {
        type: "object",
        properties: {
          extraRegions: {
            type: "array",
            items: { type: "string" },
            description: "Names that are right here, whatever the lists say.",
          },
        },
        additionalProperties: false,
      },
    ],
    fixable: "code",
    hasSuggestions: true,
    defaultOptions: [{ extraRegions: [] as string[] }],
  },
  create({ report, services, options }) {
    const [{ extraRegions = [] } = {}] = options as readonly [{ extraRegions?: readonly string[] }?];
    const look = (placed: PlacedConsumer, block: Block): void => {
      const { consumer, module } = placed;
      if (consumer.kind === "cli") return;
      const region = consumer.arguments.attributes.get("region");
      const skip = consumer.arguments.attributes.get("skip_region_validation");
      if (
        !region?.known ||
        typeof region.value !== "string" ||
        region.value === "" ||
        extraRegions.includes(region.value)
      )
        return;
      if (skip && (!skip.known || skip.value === true || skip.value === "true")) return;
      const text = region.value;
      const { at, origin, related } = valuePlace(block, "region", region.places, services);
      const data = { consumer: consumerName(placed), region: text, origin };
      const reference = /^(?:\$\{)?((?:var|local)\.(\w+))\}?$/u.exec(text);
      if (reference) {
        const [, expression = "", name = ""] = reference;
        const isDeclared = (expression.startsWith("var.") ? module.variable(name) : module.local(name)) !== undefined;
        const isWritten = services.file.syntax === "native" && origin === "" && consumer.kind !== "backend";
        const whole = isDeclared && isWritten ? quotedAt(block, at.start, text) : undefined;
        const remedy = consumer.kind === "backend" ? "A backend takes constants only." : "Remove the quotes.";
        report({
          at,
          messageId: "quoted",
          data: { ...data, remedy },
          related,
          ...(whole && { fix: { range: [whole.start, whole.end], text: expression } }),
        });
        return;
      }
      if (regionIsKnownTo(consumer, text) ?? isKnownRegion(text)) return;
      // Another service's region: s3-compatible-skips-missing names it with all that is missing.
      if (missingSkips(placed, services)?.missing.includes("skip_region_validation")) return;
      const nearest = nearestRegion(text);
      const isNew = isKnownRegion(text);
      const mayBeNew = !isNew && looksLikeRegion(text);
      const hint = hasEndpoints(placed)
        ? "Add skip_region_validation = true where the endpoints are not AWS's."
        : isNew
          ? "Upgrade, or add skip_region_validation = true."
          : nearest === null
            ? "Name one of AWS's regions."
            : `Write "${nearest}"${mayBeNew ? ", if that is meant" : ""}.`;
      const literal = origin === "" && !isNew ? quotedAt(block, at.start, text) : undefined;
      report({
        at,
        messageId: isNew ? "tooNew" : mayBeNew ? "unlisted" : asksStsFirst(placed, text) ? "lookup" : "unknown",
        level: mayBeNew ? "warning" : "error",
        data: { ...data, version: versionName(placed), remedy: hint },
        related,
        ...(literal &&
          nearest !== null &&
          services.file.syntax === "native" && {
            suggestions: [
              {
                messageId: "replace",
                data: { region: `"${nearest}"` },
                fix: { range: [literal.start, literal.end], text: `"${nearest}"` },
              },
            ],
          }),
      });
    };
    const lookAt = ({ block }: { readonly block: Block }): void => {
      for (const placed of services.consumers(block)) look(placed, block);
    };
    return { ProviderBlock: lookAt, BackendBlock: lookAt, RemoteStateBlock: lookAt };
  },
});

function versionName({ consumer }: PlacedConsumer): string {
  if (consumer.kind === "provider") return `hashicorp/aws ${consumer.version}`;
  if (consumer.kind === "cli") return "the AWS CLI";
  return `${consumer.program.name === "opentofu" ? "OpenTofu" : "Terraform"} ${consumer.program.version}`;
}

/** Since provider 4.0 roles are assumed before anybody looks at the region's name. */
const asksStsFirst = ({ consumer }: PlacedConsumer, region: string): boolean =>
  consumer.kind === "provider" &&
  regionIsKnownTo(consumer, region) !== null &&
  rolesOf(consumer).some((role) => role.region === region);

function hasEndpoints({ consumer }: PlacedConsumer): boolean {
  if (consumer.kind === "cli") return false;
  const { attributes, blocks } = consumer.arguments;
  return (
    blocks.some(({ kind }) => kind === "endpoints") || [...attributes.keys()].some((name) => name.includes("endpoint"))
  );
}

/** The string of a text that stands at a place, with its quotes. */
function quotedAt(block: Block, start: number, text: string): Expression | undefined {
  const region = attributeOf(block.body, "region")?.value;
  const isThere = region && region.start <= start && start < region.end && literalText(region) === text;
  return isThere ? region : undefined;
}
