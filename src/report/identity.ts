import type { CachedDifferences } from "../language/index.ts";
import type { Consumer } from "../aws/consumer.ts";
import type { Trace } from "../aws/trace.ts";
import type { VersionInPlay } from "../aws/versions-in-play.ts";
import type { FilePlace } from "../aws/place.ts";
import type { LiveAnswer } from "../live/live-answer.ts";

/** One consumer and who it will be: what `whoami` and `check` report. */
export interface ConsumerReport {
  readonly consumer: Consumer;
  /** Where it is written; `null` for the AWS CLI and for implied providers. */
  readonly place: FilePlace | null;
  /** `null` for the AWS CLI. */
  readonly version: VersionInPlay | null;
  readonly trace: Trace;
  /** The answer of the oldest version that could run as well, when it differs. */
  readonly oldest: { readonly version: string; readonly trace: Trace } | null;
  readonly live: LiveAnswer | null;
  /** Where an earlier `init` was told otherwise than the backend's block says. */
  readonly cached?: CachedDifferences | null;
}

export type Verdict = "ready" | "will fail" | "cannot know";

/**
 * Whether `plan` will authenticate. A rejected identity fails, whatever the files say; a confirmed one is ready, unless its account
 * isn't allowed.
 *
 * @param now milliseconds since 1970 (UTC).
 */
export function verdict({ trace, live }: ConsumerReport, now: number): Verdict {
  if (trace.error || live?.status === "rejected" || live?.cause === "account-not-allowed") return "will fail";
  if (live?.status === "confirmed") return "ready";
  if (trace.unknown.length > 0 || trace.identity === null) return "cannot know";
  return needsCall(trace, now) ? "cannot know" : "ready";
}

/** Sources that answer only when they are called, from where the program runs. */
const remote: ReadonlySet<string> = new Set(["imds", "container", "process"]);

function needsCall({ identity, expires }: Trace, now: number): boolean {
  // A session that has ended can be renewed, or not.
  return (identity !== null && remote.has(identity.via)) || (expires !== null && expires <= now);
}
