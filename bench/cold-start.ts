import { spawnSync } from "node:child_process";

export interface Timing {
  /** Milliseconds of wall time: the best and the middle run. */
  readonly minimum: number;
  readonly median: number;
}

/** Times whole processes in turn (A, B, A, B …), so that both meet the same weather. */
export function timeInTurn(commands: readonly (readonly string[])[], runs: number, cwd: string): readonly Timing[] {
  const times: number[][] = commands.map(() => []);
  for (let run = 0; run <= runs; run++) {
    commands.forEach((args, index) => {
      const start = performance.now();
      const { status } = spawnSync(process.execPath, args, { cwd, stdio: "ignore" });
      if (status !== 0 && status !== 1) throw new Error(`node ${args.join(" ")}: the run itself failed`);
      // The first round only warms the disk cache.
      if (run > 0) times[index]?.push(performance.now() - start);
    });
  }
  return times.map((each) => {
    const sorted = each.sort((a, b) => a - b);
    return { minimum: sorted[0] ?? 0, median: sorted[Math.floor(sorted.length / 2)] ?? 0 };
  });
}
