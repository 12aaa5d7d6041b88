import type { Environment, Machine } from "../machine/machine.ts";
import { releaseTable, tableOfRegistry, type ReleaseTable } from "../versions/releases.ts";
import { networkOf } from "./network.ts";
import { registryCacheFolder } from "./registry-cache.ts";
import { largestAnswer, registryVersions, type RegistryOptions } from "./registry.ts";
import { createTransport } from "./transport.ts";

export interface RegistryRequest {
  /** In full: `registry.terraform.io/hashicorp/aws`. */
  readonly providers: readonly string[];
  /** Hosts that may see the token which the environment has for them (`TF_TOKEN_app_terraform_io`). */
  readonly tokenHosts?: readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly onFailure?: RegistryOptions["onFailure"] | undefined;
}

/** Finds a provider's releases: what its registry says now, else the shipped table. Never rejects. */
export async function registryReleases(
  { providers, tokenHosts = [], signal, onFailure }: RegistryRequest,
  machine: Machine,
): Promise<(product: string) => ReleaseTable | null> {
  // AWS_CA_BUNDLE is for AWS: Terraform reaches registries with the system's authorities.
  const network = networkOf(machine, { caBundle: "" });
  if (!network.ok) {
    onFailure?.("", network.message);
    return releaseTable;
  }
  const answers = await registryVersions(providers, {
    transport: createTransport(network.settings, largestAnswer),
    cacheFolder: registryCacheFolder(machine),
    now: machine.now,
    tokens: new Map(tokenHosts.flatMap((host) => tokenOf(host, machine.environment))),
    ...(signal && { signal }),
    ...(onFailure && { onFailure }),
  });
  const tables = new Map(
    [...answers].map(([provider, { versions, asOf }]) => [provider, tableOfRegistry(provider, versions, asOf)]),
  );
  return (product) => tables.get(product) ?? releaseTable(product);
}

/** Terraform's names of such variables: dots as `_`, dashes as `__`. */
function tokenOf(host: string, environment: Environment): [host: string, token: string][] {
  const token = environment.get(`TF_TOKEN_${host.replaceAll("-", "__").replaceAll(".", "_")}`);
  return token === undefined || token === "" ? [] : [[host, token]];
}
