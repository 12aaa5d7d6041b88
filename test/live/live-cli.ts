import { spawn, type ChildProcess } from "node:child_process";
import { cli, type CliInit, type CliRun } from "../cli/run-cli.ts";

export interface LiveRun extends CliRun {
  readonly signal: NodeJS.Signals | null;
  /** Milliseconds. */
  readonly elapsed: number;
}

/** Runs the built command while the servers of the test go on answering. */
export function runLive(
  args: readonly string[],
  { cwd, environment = {} }: CliInit,
  whileRunning?: (child: ChildProcess) => void,
): Promise<LiveRun> {
  return new Promise((resolve) => {
    const begun = performance.now();
    const child = spawn(process.execPath, [cli, ...args], {
      cwd,
      env: { PATH: process.env.PATH, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => (output[name] += text));
    }
    child.on("close", (status, signal) => {
      resolve({ ...output, status, signal, elapsed: performance.now() - begun });
    });
    whileRunning?.(child);
  });
}
