import { registryReleases, type RegistryRequest } from "../live/registry-releases.ts";
import type { Machine } from "../machine/machine.ts";
import { releaseTable } from "../versions/releases.ts";
import { lint, type LintRequest } from "./lint.ts";

/**
 * The request with the releases that registries offer now. A first run tells which providers rules want to know about; those and no others
 * are asked for.
 */
export async function askRegistries(
  request: LintRequest,
  machine: Machine,
  options: Omit<RegistryRequest, "providers"> = {},
): Promise<LintRequest> {
  const products = new Set<string>();
  const releases = (product: string): ReturnType<typeof releaseTable> => {
    products.add(product);
    return releaseTable(product);
  };
  lint({ ...request, releases, onProgress: undefined }, machine);
  const providers = [...products].filter((product) => product.split("/").length === 3);
  return { ...request, releases: await registryReleases({ ...options, providers }, machine) };
}
