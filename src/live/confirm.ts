import { isCanary } from "../aws/keys/canary.ts";
import { partitionOf } from "../aws/partitions.ts";
import type { Environment, Machine } from "../machine/machine.ts";
import { callerIdentity } from "./caller-identity.ts";
import { firstSet } from "./environment.ts";
import { defaultTimeLimit } from "./line.ts";
import type { LiveAnswer } from "./live-answer.ts";
import { networkOf } from "./network.ts";
import { once } from "./once.ts";
import type { KeyPair } from "./sts.ts";
import { createTransport } from "./transport.ts";

export interface FoundKeys extends KeyPair {
  /** The regions that these keys are meant for, as far as the configuration tells. Default: the option's. */
  readonly regions?: readonly string[];
}

export interface ConfirmOptions {
  readonly machine: Machine;
  /** For keys without regions of their own. Default `us-east-1`. */
  readonly regions?: readonly string[];
  /** Ask about keys that are planted as traps, too. Asking alerts whoever planted them. */
  readonly canaries?: boolean;
  /** Ends everything at once. */
  readonly signal?: AbortSignal;
  /** For one call with all its retries. Milliseconds; default 10,000. */
  readonly timeLimit?: number;
}

/**
 * Asks STS about key pairs, all at the same time, each distinct pair once. The answers stand in the order of the pairs.
 * Never throws.
 */
export async function confirmKeys(pairs: readonly FoundKeys[], options: ConfirmOptions): Promise<LiveAnswer[]> {
  const { machine, canaries = false, signal = new AbortController().signal, timeLimit = defaultTimeLimit } = options;
  const directory = machine.currentDirectory;
  const network = networkOf(machine);
  if (!network.ok) return pairs.map(() => ({ status: "unknown", message: network.message }));
  const line = { machine, directory, transport: createTransport(network.settings), signal, timeLimit };
  const url = stsUrl(machine.environment);

  const shared = once();
  return Promise.all(
    pairs.map(async (pair) => {
      const { accessKeyId, secretAccessKey, sessionToken } = pair;
      if (isCanary(accessKeyId) && !canaries) return canaryAnswer;
      const regions = onePerPartition(pair.regions?.length ? pair.regions : (options.regions ?? []));
      return shared([accessKeyId, secretAccessKey, sessionToken, regions], async () =>
        mostTelling(await Promise.all(regions.map((region) => callerIdentity(pair, { region, url }, line)))),
      );
    }),
  );
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
