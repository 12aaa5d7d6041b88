import { parseProviderSource, type AddressProblem } from "../terraform/provider-address.ts";
import type { Program } from "../values/scope.ts";
import { knownSource, knownSources } from "../versions/known-sources.ts";

/** Why Terraform refuses a source; `null` when it does not. */
export function sourceProblem(source: string, program: Program): AddressProblem | null {
  const address = parseProviderSource(source, program);
  if (!("host" in address)) return address;
  // It reads well, and `init` refuses it all the same.
  if (address.namespace !== "-") return null;
  const detail = `This configuration or its associated state refers to the unqualified provider "${address.type}".`;
  return { summary: "Invalid legacy provider address", detail };
}

/**
 * The well-known source that a similar one must mean: it differs by one letter, or by two that changed places. `null` when the source is well
 * known itself, when it names a host, or when it resembles none or several.
 */
export function nearestSource(source: string): string | null {
  const written = source.toLowerCase();
  const parts = written.split("/").length;
  const known = knownSources();
  if (parts > 2 || known.some((each) => each.toLowerCase() === written)) return null;
  const full = parts === 1 ? `hashicorp/${written}` : written;
  if (known.some((each) => each.toLowerCase() === full)) return null;
  const [nearest = null, ...others] = known.filter((each) => isOneSlipAway(full, each.toLowerCase()));
  return others.length === 0 ? nearest : null;
}

/** Who publishes the provider that a source looks for under `hashicorp/`; `null` when HashiCorp does, or nobody is known. */
export function publishedElsewhere(source: string): string | null {
  const [type = "", namespace = "hashicorp", host] = source.toLowerCase().split("/").reverse();
  return namespace === "hashicorp" && host === undefined ? knownSource(type) : null;
}

function isOneSlipAway(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  // Two letters say too little: `hashicorp/ad` and `hashicorp/ac` may both be meant.
  if (long.length - short.length > 1 || long.length < 8) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  let end = 0;
  while (end < short.length - start && short[short.length - 1 - end] === long[long.length - 1 - end]) end++;
  const [left, right] = [short.slice(start, short.length - end), long.slice(start, long.length - end)];
  return right.length <= 1 || (right.length === 2 && left === `${right[1] ?? ""}${right[0] ?? ""}`);
}
