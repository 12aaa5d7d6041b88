/** Before the second attempt; doubled after each. Milliseconds. */
const first = 100;
/** After an answer that says "too often". */
const firstWhenThrottled = 1_000;
const longest = 20_000;

/** How long to wait after the attempt of this number (from 1): chance spreads those who were refused together. Milliseconds. */
export function pauseAfter(attempt: number, isThrottled = false): number {
  return Math.random() * Math.min(longest, (isThrottled ? firstWhenThrottled : first) * 2 ** (attempt - 1));
}

/** Waits; ends at once, and leaves nothing behind that would keep the program alive, when the signal comes. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
  });
}
