import {
  argumentOf,
  createRule,
  nearestRegion,
  onTraces,
  set,
  type PlacedConsumer,
  type Services,
  type Trace,
} from "../../src/language/index.ts";

const variables = ["AWS_REGION", "AWS_DEFAULT_REGION"];

export default createRule({
  name: "default-region-invalid",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow regions of the environment and of profiles that there are not",
      level: "error",
      recommended: true,
    },
    messages: {
      unknown: '{{source}} gives {{consumers}} the region "{{region}}": Terraform will {{outcome}}. {{remedy}}',
    },
    schema: [],
  },
  create({ report, services }) {
    return onTraces(
      services,
      (placed, trace) => {
        if (placed.block === null || placed.consumer.kind === "cli" || argumentOf(placed.consumer, "region")) return [];
        const found = unknownRegion(trace);
        return found ? [{ ...found, ...sourceOf(found.region, placed, trace, services) }] : [];
      },
      ({ fact: { region, outcome, source, variable, file }, at, consumers }) => {
        const nearest = nearestRegion(region);
        const remedy =
          nearest === null
            ? "Name one of AWS's regions there."
            : variable === null
              ? `Write "${nearest}" there.`
              : `${set(variable, nearest, services.shell)}.`;
        report({
          at,
          messageId: "unknown",
          data: { source, consumers, region, outcome, remedy },
          related: file ? [{ filePath: file.path, ...file.range, message: "the region is named here" }] : [],
        });
      },
    );
  },
});

/** The region that a trace stumbles over, and what Terraform does then. */
function unknownRegion({ error }: Trace): { readonly region: string; readonly outcome: string } | null {
  const text = error ? `${error.summary}\n${error.detail}` : "";
  const [said, region] = /invalid AWS Region: (\S+)/iu.exec(text) ?? [];
  if (said !== undefined && region !== undefined) return { region, outcome: `report "${said}"` };
  const [, host, name] = /lookup (sts\.(\S+?)\.amazonaws\S+) .*no such host/u.exec(text) ?? [];
  return host === undefined || name === undefined
    ? null
    : { region: name, outcome: `look for ${host}, and report "no such host"` };
}

interface RegionSource {
  /** `AWS_REGION`, `~/.aws/config:4, profile "prod",`. */
  readonly source: string;
  readonly variable: string | null;
  readonly file: Extract<NonNullable<Trace["error"]>["where"][number], { kind: "file" }> | null;
}

function sourceOf(region: string, placed: PlacedConsumer, { error }: Trace, services: Services): RegionSource {
  const variable = variables.find((name) => (services.variable(name) ?? "") !== "") ?? null;
  if (variable !== null && services.variable(variable) === region) return { source: variable, variable, file: null };
  const profile = `profile "${services.sharedFiles(placed)?.profile ?? "default"}"`;
  const file = error?.phase === "validate" ? error.where.find((place) => place.kind === "file") : undefined;
  if (!file) return { source: `The ${profile}`, variable: null, file: null };
  return { source: `${services.show(file)}, ${profile},`, variable: null, file };
}
