import type { Machine } from "../machine/machine.ts";
import type { AnswerCache } from "./answer-cache.ts";
import type { LiveAnswer } from "./live-answer.ts";
import type { KeyPair } from "./sts.ts";
import type { Transport } from "./transport.ts";

/** For one call with all its retries. Milliseconds. */
export const defaultTimeLimit = 10_000;

/** The line to AWS: what every question needs. */
export interface Line {
  readonly machine: Machine;
  /** Where relative file names count from: the root module's folder. */
  readonly directory: string;
  readonly transport: Transport;
  /** Ends everything at once. */
  readonly signal: AbortSignal;
  /** For one call with all its retries. Milliseconds. */
  readonly timeLimit: number;
  /** What STS said a few minutes ago; `null`: always ask. */
  readonly cache: AnswerCache | null;
}

/** Keys, or why there are none. */
export type Obtained =
  | {
      readonly ok: true;
      readonly keys: KeyPair;
      /** Milliseconds since 1970 (UTC); `null`: they don't end, or nobody says when. */
      readonly expires: number | null;
    }
  | { readonly ok: false; readonly answer: LiveAnswer };

export const none = (answer: LiveAnswer): Obtained => ({ ok: false, answer });
