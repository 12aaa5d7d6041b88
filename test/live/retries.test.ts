import { describe, expect, test, vi } from "vitest";
import { pause, pauseAfter } from "../../src/live/pause.ts";
import { retriesOf } from "../../src/live/retries.ts";

const never = new AbortController().signal;

async function attempts(maximum: number, errorType: "TRANSIENT" | "CLIENT_ERROR" | "THROTTLING", code?: string) {
  vi.spyOn(Math, "random").mockReturnValue(0);
  const strategy = retriesOf(maximum, never);
  let token = await strategy.acquireInitialRetryToken();
  for (let made = 1; ; made += 1) {
    try {
      token = await strategy.refreshRetryTokenForRetry(token, {
        errorType,
        error: Object.assign(new Error(), { code }),
      });
    } catch {
      vi.restoreAllMocks();
      return made;
    }
  }
}

describe("how often", () => {
  test.each([
    [25, "TRANSIENT", undefined, 25],
    [25, "THROTTLING", undefined, 25],
    [25, "TRANSIENT", "ECONNRESET", 25],
    [25, "TRANSIENT", "ENOTFOUND", 3],
    [25, "TRANSIENT", "ECONNREFUSED", 3],
    [1, "TRANSIENT", "ECONNREFUSED", 1],
    [25, "CLIENT_ERROR", undefined, 1],
  ] as const)("of %i at most, %s %s: %i", async (maximum, errorType, code, expected) => {
    expect(await attempts(maximum, errorType, code)).toBe(expected);
  });
});

test("pauses grow, up to a limit, and longer after a throttling", () => {
  vi.spyOn(Math, "random").mockReturnValue(1);
  expect([1, 2, 3, 30].map((attempt) => pauseAfter(attempt))).toEqual([100, 200, 400, 20_000]);
  expect(pauseAfter(1, true)).toBe(1000);
  vi.restoreAllMocks();
});

test("a pause ends with the signal and leaves no timer behind", async () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const before = timers();
  const stop = new AbortController();
  const paused = pause(60_000, stop.signal);
  expect(timers()).toBe(before + 1);
  stop.abort();
  await paused;
  expect(timers()).toBe(before);
  await pause(60_000, stop.signal);
  expect(timers()).toBe(before);
});
