import { spawnSync } from "node:child_process";
import path from "node:path";

export const cli = path.join(import.meta.dirname, "../../dist/cli.cjs");

export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliInit {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  /** The whole environment, beside what Node needs. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the built command the way a user does. */
export function runCli(args: readonly string[], { cwd, input, environment = {} }: CliInit = {}): CliRun {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    input: input ?? "",
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { PATH: process.env.PATH, ...environment },
  });
  return { status, stdout, stderr };
}
