import type { Machine } from "../machine/machine.ts";

/** For everything that asks AWS. */
export interface LiveOptions {
  readonly machine: Machine;
  /** Use keys that are planted as traps, too. Using them alerts whoever planted them. */
  readonly canaries?: boolean;
  /** Ends everything at once. */
  readonly signal?: AbortSignal;
  /** For one call with all its retries. Milliseconds; default 10,000. */
  readonly timeLimit?: number;
  /** Where STS's answers are kept for some minutes (`answerCacheFile`); default: nowhere. */
  readonly cacheFile?: string | null;
}
