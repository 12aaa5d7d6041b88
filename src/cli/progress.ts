/** A line on standard error that says how far a long run is. */
export interface Progress {
  readonly step: (done: number, total: number) => void;
  readonly clear: () => void;
}

/** Shorter runs say nothing. Milliseconds. */
const quietFor = 1000;
const interval = 100;

/** Nothing is shown when standard error is no terminal, which only a long run asks: to open the stream takes two milliseconds. */
export function progress(what: string): Progress {
  const started = performance.now();
  let shownAt = 0;
  return {
    step(done, total) {
      const now = performance.now();
      if (now - started < quietFor || now - shownAt < interval || !process.stderr.isTTY) return;
      shownAt = now;
      process.stderr.write(`\r\u001b[K${what}: ${done} of ${total} files`);
    },
    clear() {
      if (shownAt > 0) process.stderr.write("\r\u001b[K");
    },
  };
}
