import {
  createRule,
  onTraces,
  set,
  takesAnyValueForTrue,
  unset,
  type PlacedConsumer,
  type Services,
  type Trace,
} from "../../src/language/index.ts";

interface Misled {
  readonly what: string;
  readonly remedy: string;
}

/** A variable that does something else than it says, for one consumer. */
type Trap = (services: Services, placed: PlacedConsumer, trace: Trace) => Misled | null;

/** In Terraform's backend `false` is a value like any other. */
const falseMeansTrue =
  (variable: string, argument: string, feature: string): Trap =>
  (services, { consumer }) => {
    if (consumer.kind !== "backend" && consumer.kind !== "remote-state") return null;
    const isFalse = services.variable(variable)?.toLowerCase() === "false";
    if (!isFalse || !takesAnyValueForTrue(consumer.program) || consumer.arguments.attributes.has(argument)) return null;
    const what = `${variable}=false switches ${feature} on: before Terraform 1.15 the backend takes any value for true`;
    return { what, remedy: `${unset([variable], services.shell)}, or write ${argument} = false.` };
  };

/** Addresses that serve credentials; a proxy can't reach its client's own. */
const linkLocal = ["169.254.170.2", "169.254.170.23", "169.254.169.254"];

const proxied: Trap = (services, { consumer }, { identity, plan, error }) => {
  if (consumer.kind === "cli" || error || !identity || !plan) return null;
  if (["http_proxy", "no_proxy"].some((name) => consumer.arguments.attributes.has(name))) return null;
  const firstOf = (...names: string[]): string | undefined =>
    names.find((name) => (services.variable(name) ?? "") !== "");
  const proxy = firstOf("HTTP_PROXY", "http_proxy");
  const host = metadataHost(plan.source, identity);
  if (proxy === undefined || host === null) return null;
  const noProxy = firstOf("NO_PROXY", "no_proxy") ?? "NO_PROXY";
  const exceptions = (services.variable(noProxy) ?? "").split(",").map((entry) => entry.trim());
  // A block of addresses may hold it: whatever begins alike is taken for meant.
  if (exceptions.some((entry) => /^(?:\*|169\.254|0\.0\.0\.0)/u.test(entry))) return null;
  const what = `${proxy} sends the request for credentials to ${host} through the proxy, too, which can't answer it`;
  const value = [...exceptions.filter((entry) => entry !== ""), host].join(",");
  return { what, remedy: `${set(noProxy, value, services.shell)}.` };
};

/** Where credentials are asked for; `null` unless somebody said that they are to be had there. */
function metadataHost(
  source: NonNullable<Trace["plan"]>["source"],
  { profile }: NonNullable<Trace["identity"]>,
): string | null {
  if (source.via === "container") return linkLocal.find((host) => source.url.startsWith(`http://${host}`)) ?? null;
  return source.via === "imds" && profile !== null && source.endpoint === null && !source.ipv6
    ? "169.254.169.254"
    : null;
}

/** `shared_credentials_file` is no longer looked at beside the variable; `shared_credentials_files` is. */
const fileVariableFirst: Trap = (services, { consumer }, { steps }) => {
  const [argument, variable] = ["shared_credentials_file", "AWS_SHARED_CREDENTIALS_FILE"] as const;
  if ((consumer.kind !== "backend" && consumer.kind !== "remote-state") || steps.length === 0) return null;
  const { attributes } = consumer.arguments;
  const given = attributes.get(argument);
  if (!given?.known || given.value === "" || given.value === null || attributes.has(`${argument}s`)) return null;
  const value = services.variable(variable) ?? "";
  if (value === "" || value === given.value) return null;
  const what = `${variable}=${value} comes before the argument ${argument}, which is ignored`;
  return { what, remedy: `Write ${argument}s = [...], or ${unset([variable], services.shell)}.` };
};

const traps: readonly Trap[] = [
  falseMeansTrue("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", "FIPS endpoints"),
  falseMeansTrue("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint", "dual-stack endpoints"),
  proxied,
  fileVariableFirst,
];

export default createRule({
  name: "env-variable-misleading",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow environment variables that do something else than they say",
      level: "warning",
      recommended: true,
    },
    messages: { misled: "{{what}} ({{consumers}}). {{remedy}}" },
    schema: [],
  },
  create({ report, services }) {
    return onTraces(
      services,
      (placed, trace) => traps.flatMap((trap) => trap(services, placed, trace) ?? []),
      ({ fact, at, consumers }) => {
        report({ at, messageId: "misled", data: { ...fact, consumers } });
      },
    );
  },
});
