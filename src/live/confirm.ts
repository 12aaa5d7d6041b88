import { isCanary } from "../aws/keys/canary.ts";
import { partitionOf } from "../aws/partitions.ts";
import type { Environment } from "../machine/machine.ts";
import { aboutKeys } from "./about-keys.ts";
import { openAnswerCache } from "./answer-cache.ts";
import { callerIdentity } from "./caller-identity.ts";
import { firstSet } from "./environment.ts";
import { defaultTimeLimit } from "./line.ts";
import type { LiveAnswer } from "./live-answer.ts";
import type { LiveOptions } from "./live-options.ts";
import { networkOf } from "./network.ts";
import { once } from "./once.ts";
import { pool, spaced } from "./pool.ts";
import type { KeyPair } from "./sts.ts";
import { createTransport } from "./transport.ts";

export interface FoundKeys extends KeyPair {
  /** The regions that these keys are meant for, as far as the configuration tells. */
  readonly regions?: readonly string[];
}

export interface ConfirmOptions extends LiveOptions {
  /** For keys without regions of their own. Default: the environment's, else `us-east-1`. */
  readonly regions?: readonly string[];
}

/** Sockets that are open at the same time. */
const maximumAtOnce = 32;

/**
 * For some five seconds after a request with one secret AWS answers SignatureDoesNotMatch to the same key id with another, be it
 * the right one (found by trufflehog, `accesskey.go`). Milliseconds.
 */
const sameKeyInterval = 5_500;

/**
 * Asks STS about key pairs, all at the same time, each distinct pair once. The answers stand in the order of the pairs.
 * Never throws.
 */
export async function confirmKeys(pairs: readonly FoundKeys[], options: ConfirmOptions): Promise<LiveAnswer[]> {
  const { machine, canaries = false, signal = new AbortController().signal, timeLimit = defaultTimeLimit } = options;
  const directory = machine.currentDirectory;
  const network = networkOf(machine);
  if (!network.ok) return pairs.map(() => ({ status: "unknown", message: network.message }));
  const cache = options.cacheFile ? openAnswerCache(options.cacheFile, machine) : null;
  const line = { machine, directory, transport: createTransport(network.settings), signal, timeLimit, cache };
  const url = stsUrl(machine.environment);

  const atOnce = pool(maximumAtOnce);
  const inTurn = spaced(sameKeyInterval, signal);
  const ask = async (pair: KeyPair, regions: readonly string[]): Promise<LiveAnswer> => {
    if (isCanary(pair.accessKeyId) && !canaries) return canaryAnswer;
    const asked = regions.map((region) => atOnce(() => callerIdentity(pair, { region, url }, line)));
    return aboutKeys(mostTelling(await Promise.all(asked)), pair.accessKeyId);
  };
  const otherwise = options.regions ?? regionsOf(machine.environment);
  const meant = regionsByPair(pairs);
  const shared = once();
  const answers = await Promise.all(
    pairs.map((pair) => {
      const identity = identityOf(pair);
      const regions = onePerPartition(meant.get(identity) ?? otherwise);
      return shared([identity], () => inTurn(pair.accessKeyId, () => ask(pair, regions)));
    }),
  );
  cache?.save();
  return answers;
}

const identityOf = ({ accessKeyId, secretAccessKey, sessionToken = "" }: KeyPair): string =>
  JSON.stringify([accessKeyId, secretAccessKey, sessionToken]);

/** A pair may stand in several places, which are meant for several regions. */
function regionsByPair(pairs: readonly FoundKeys[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const pair of pairs) {
    if (!pair.regions?.length) continue;
    const known = found.get(identityOf(pair));
    if (known) known.push(...pair.regions);
    else found.set(identityOf(pair), [...pair.regions]);
  }
  return found;
}

function regionsOf(environment: Environment): readonly string[] {
  return [firstSet(environment, "AWS_REGION", "AWS_DEFAULT_REGION") ?? "us-east-1"];
}

export const canaryAnswer: LiveAnswer = {
  status: "unknown",
  code: "CanaryAccount",
  message: "The key id belongs to an account that plants keys as traps; it wasn't tried",
  remedy: "Whoever planted it learns of every use. --live-canaries tries it all the same.",
};

/** A custom endpoint for STS, by the order of the AWS provider (`provider_gen.go: expandEndpointsCustomEnvVars`), then the SDK's. */
export function stsUrl(environment: Environment): string | null {
  const own = ["AWS_ENDPOINT_URL_STS", "TF_AWS_STS_ENDPOINT", "AWS_STS_ENDPOINT"];
  const ignored = environment.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")?.toLowerCase() === "true";
  return firstSet(environment, ...own, ...(ignored ? [] : ["AWS_ENDPOINT_URL"])) ?? null;
}

/** Keys are known in all regions of their partition, and in no other partition. */
function onePerPartition(regions: readonly string[]): readonly string[] {
  const first = new Map<string, string>();
  for (const region of regions) {
    const partition = partitionOf(region)?.id ?? region;
    if (!first.has(partition)) first.set(partition, region);
  }
  return [...first.values()];
}

function mostTelling(answers: readonly LiveAnswer[]): LiveAnswer {
  const [first] = answers;
  const answer =
    answers.find(({ status }) => status === "confirmed") ?? answers.find(({ status }) => status === "unknown") ?? first;
  if (!answer) throw new RangeError("there is at least one region");
  return answer;
}
