import type { Arguments } from "../aws/consumer.ts";
import { hostOf, isLocalEndpoint } from "../aws/keys/local-endpoint.ts";

/** Where the services of a provider are asked. */
export interface LocalEndpoints {
  /** Services with a local address. */
  readonly local: readonly string[];
  /** How many addresses are somewhere else, or not known. */
  readonly others: number;
}

/**
 * The endpoints of a provider, told apart by where they are; `null`: there are some, but which isn't known.
 *
 * @param hosts Hosts of emulators, besides this machine and names that are reserved for it; `*.example.com` stands for all below.
 */
export function localEndpointsOf({ blocks }: Arguments, hosts: readonly string[]): LocalEndpoints | null {
  const isLocal = (address: string): boolean => isLocalEndpoint(address) || hosts.some((host) => isAt(host, address));
  const local: string[] = [];
  let others = 0;
  for (const { kind, arguments: content } of blocks) {
    if (kind !== "endpoints") continue;
    if (!content) return null;
    for (const [service, address] of content.attributes) {
      if (address.known && typeof address.value === "string" && isLocal(address.value)) local.push(service);
      else others += 1;
    }
  }
  return { local, others };
}

/** Whether an address is at a host, or below a domain (`*.example.com`). */
function isAt(host: string, address: string): boolean {
  const name = hostOf(address).toLowerCase();
  const wanted = host.toLowerCase();
  return wanted.startsWith("*.") ? name.endsWith(wanted.slice(1)) : name === wanted;
}
