import { pause, pauseAfter } from "./pause.ts";

interface RetryToken {
  getRetryCount(): number;
  getRetryDelay(): number;
}

interface RetryErrorInfo {
  readonly errorType: "TRANSIENT" | "THROTTLING" | "SERVER_ERROR" | "CLIENT_ERROR";
  readonly error?: unknown;
}

/**
 * A name that isn't known, or a port that nobody listens on, doesn't come alive within the time limit. The provider gives up
 * after nine attempts (aws-sdk-go-base, `RetryDelay`); three are enough to say that it isn't reachable.
 */
const attemptsAtUnreachable = 3;
const unreachable: ReadonlySet<unknown> = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/**
 * The retry strategy of one call, for `@aws-sdk/client-sts`: it retries what the SDK calls passing, as the provider does. The SDK's
 * own goes on waiting after the call was given up, and keeps the program alive so long.
 */
export function retriesOf(maximumAttempts: number, signal: AbortSignal) {
  const token = (count: number): RetryToken => ({ getRetryCount: () => count, getRetryDelay: () => 0 });
  return {
    acquireInitialRetryToken: () => Promise.resolve(token(0)),
    async refreshRetryTokenForRetry(used: RetryToken, { errorType, error }: RetryErrorInfo): Promise<RetryToken> {
      const attempts = used.getRetryCount() + 1;
      const isPassing = errorType === "TRANSIENT" || errorType === "THROTTLING";
      const limit = unreachable.has((error as NodeJS.ErrnoException | undefined)?.code)
        ? Math.min(attemptsAtUnreachable, maximumAttempts)
        : maximumAttempts;
      if (!isPassing || attempts >= limit) throw new Error("no further attempt");
      await pause(pauseAfter(attempts, errorType === "THROTTLING"), signal);
      signal.throwIfAborted();
      return token(attempts);
    },
    recordSuccess: () => undefined,
  };
}
