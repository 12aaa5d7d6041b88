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
  /** The regions that these keys are meant for, as far as the configuration tells. Default: the option's. */
  readonly regions?: readonly string[];
}

export interface ConfirmOptions extends LiveOptions {
  /** For keys without regions of their own. Default `us-east-1`. */
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

  const shared = once();
  const atOnce = pool(maximumAtOnce);
  const inTurn = spaced(sameKeyInterval, signal);
  const answers = await Promise.all(
    pairs.map(async (pair) => {
      const { accessKeyId, secretAccessKey, sessionToken } = pair;
      if (isCanary(accessKeyId) && !canaries) return canaryAnswer;
      const regions = onePerPartition(pair.regions?.length ? pair.regions : (options.regions ?? []));
      return shared([accessKeyId, secretAccessKey, sessionToken, regions], () =>
        inTurn(accessKeyId, async () => {
          const ask = (region: string): Promise<LiveAnswer> =>
            atOnce(() => callerIdentity(pair, { region, url }, line));
          return aboutKeys(mostTelling(await Promise.all(regions.map(ask))), accessKeyId);
        }),
      );
    }),
  );
  cache?.save();
  return answers;
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
  return first.size === 0 ? ["us-east-1"] : [...first.values()];
}

function mostTelling(answers: readonly LiveAnswer[]): LiveAnswer {
  const [first] = answers;
  const answer =
    answers.find(({ status }) => status === "confirmed") ?? answers.find(({ status }) => status === "unknown") ?? first;
  if (!answer) throw new RangeError("there is at least one region");
  return answer;
}
