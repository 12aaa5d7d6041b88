import { parseVersion } from "../versions/version.ts";
import { readCached, writeCached } from "./registry-cache.ts";
import type { HttpAnswer, Transport } from "./transport.ts";

export interface RegistryOptions {
  /** Its limit should be `largestAnswer`. */
  readonly transport: Transport;
  /** Where answers are kept for a day; `null`: nowhere. */
  readonly cacheFolder: string | null;
  /** Milliseconds since 1970 (UTC). */
  readonly now: number;
  /** Tokens by host, for the hosts that the user has named. No other host is ever sent one. */
  readonly tokens?: ReadonlyMap<string, string>;
  readonly signal?: AbortSignal;
  /** Told why a registry gave no answer, for `--debug`. */
  readonly onFailure?: (provider: string, reason: string) => void;
}

/** The releases of one provider that a registry offers, without prereleases, in the registry's order. */
export interface RegistryAnswer {
  readonly versions: readonly string[];
  /** When the registry said so; milliseconds since 1970 (UTC). */
  readonly asOf: number;
}

/** The list of hashicorp/aws names every platform of every version: about half a megabyte, and growing. Bytes. */
export const largestAnswer = 16 * 1024 * 1024;

const day = 24 * 60 * 60 * 1000;
/** As Terraform's registry client (`TF_REGISTRY_CLIENT_TIMEOUT`). Milliseconds. */
const timeLimit = 10_000;
const maximumRedirects = 3;

/**
 * Asks the registries which versions of the providers there are, each at most once a day.
 *
 * @param providers in full: `registry.terraform.io/hashicorp/aws`
 * @returns what is known, by provider; one that no registry answered for is missing. Never rejects.
 */
export async function registryVersions(
  providers: readonly string[],
  options: RegistryOptions,
): Promise<ReadonlyMap<string, RegistryAnswer>> {
  const discovered = new Map<string, Promise<URL>>();
  const discover = (host: string, signal: AbortSignal): Promise<URL> => {
    const known = discovered.get(host) ?? providersService(host, options, signal);
    discovered.set(host, known);
    return known;
  };
  const answers = await Promise.all(
    [...new Set(providers)].map(async (provider) => {
      const limit = AbortSignal.timeout(timeLimit);
      const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
      try {
        return [provider, await versionsOf(provider, (host) => discover(host, signal), options, signal)] as const;
      } catch (error) {
        options.onFailure?.(provider, error instanceof Error ? error.message : String(error));
        return null;
      }
    }),
  );
  return new Map(answers.filter((answer) => answer !== null));
}

async function versionsOf(
  provider: string,
  discover: (host: string) => Promise<URL>,
  options: RegistryOptions,
  signal: AbortSignal,
): Promise<RegistryAnswer> {
  const { cacheFolder, now } = options;
  const cached = cacheFolder === null ? null : readCached(cacheFolder, provider);
  if (cached && cached.fetched <= now && now - cached.fetched < day) {
    return { versions: cached.versions, asOf: cached.fetched };
  }
  const [host = "", ...name] = provider.split("/");
  const url = new URL(`${name.map(encodeURIComponent).join("/")}/versions`, await discover(host));
  const answer = await get(url, host, options, signal, cached?.etag);
  const versions = answer.status === 304 && cached ? cached.versions : releasesIn(answer);
  if (cacheFolder !== null) {
    writeCached(cacheFolder, provider, {
      fetched: now,
      etag: answer.headers.etag ?? cached?.etag ?? null,
      versions,
    });
  }
  return { versions, asOf: now };
}

/** Terraform's service discovery: where the host keeps its `providers.v1`. */
async function providersService(host: string, options: RegistryOptions, signal: AbortSignal): Promise<URL> {
  const document = new URL(`https://${host}/.well-known/terraform.json`);
  const services = jsonOf(await get(document, host, options, signal));
  const address = isRecord(services) ? services["providers.v1"] : undefined;
  if (typeof address !== "string") throw new Error(`${host} offers no providers.v1 service`);
  const service = new URL(address, document);
  // The protocol's base URL ends with a slash; without one its last part would be replaced.
  if (!service.pathname.endsWith("/")) service.pathname += "/";
  return service;
}

async function get(
  url: URL,
  host: string,
  { transport, tokens }: RegistryOptions,
  signal: AbortSignal,
  etag?: string | null,
): Promise<HttpAnswer> {
  let target = url;
  for (let redirects = 0; redirects <= maximumRedirects; redirects++) {
    if (target.protocol !== "https:") throw new Error(`${target.origin} is not https`);
    const token = target.host === host ? tokens?.get(host) : undefined;
    const answer = await transport(
      {
        method: "GET",
        url: target,
        headers: {
          accept: "application/json",
          "user-agent": "tf-preflight",
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(etag && { "if-none-match": etag }),
        },
      },
      signal,
    );
    const location = answer.status >= 301 && answer.status <= 308 && answer.status !== 304 && answer.headers.location;
    if (!location) {
      if (answer.status !== 200 && answer.status !== 304) throw new Error(`${target.host} answered ${answer.status}`);
      return answer;
    }
    target = new URL(location, target);
  }
  throw new Error(`${url.host} redirects in circles`);
}

/** The releases that a Terraform of today can run: plugin protocol 5 or 6. */
function releasesIn(answer: HttpAnswer): string[] {
  const data = jsonOf(answer);
  const list = isRecord(data) ? data.versions : undefined;
  if (!Array.isArray(list)) throw new Error("the answer has no list of versions");
  return list.flatMap((item: unknown) => {
    if (!isRecord(item) || typeof item.version !== "string") return [];
    const version = parseVersion(item.version);
    const protocols = Array.isArray(item.protocols) ? item.protocols : [];
    const runs = protocols.length === 0 || protocols.some((protocol) => /^[56](?:\.|$)/u.test(String(protocol)));
    return version?.prerelease === "" && runs ? [item.version] : [];
  });
}

function jsonOf({ body }: HttpAnswer): unknown {
  return JSON.parse(new TextDecoder().decode(body)) as unknown;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
