import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { folderWith } from "../cli/folder.ts";
import { cli, runCli, type CliInit, type CliRun } from "../cli/run-cli.ts";

export interface TrappedRun extends CliRun {
  /** The connections and names that were tried, as `net.connect 127.0.0.1:443`; `null`: the trap wasn't there. */
  readonly attempts: readonly string[] | null;
}

/** Builds the trap once; the answer runs the built command inside it. */
export async function trappedCli(): Promise<(args: readonly string[], init?: CliInit) => TrappedRun> {
  const folder = folderWith({});
  const preload = path.join(folder, "preload.mjs");
  const bundle = await rolldown({
    input: path.join(import.meta.dirname, "network-trap-preload.ts"),
    platform: "node",
    logLevel: "silent",
  });
  await bundle.write({ file: preload });
  await bundle.close();

  const report = path.join(folder, "attempts");
  return (args, { environment, ...init } = {}) => {
    const trap = { NODE_OPTIONS: `--import=${pathToFileURL(preload).href}`, NETWORK_TRAP_FILE: report };
    const run = runCli(args, { ...init, environment: { ...environment, ...trap } });
    const attempts = existsSync(report) ? readFileSync(report, "utf8").split("\n").filter(Boolean) : null;
    return { ...run, attempts };
  };
}

const inNamespace = ["--map-root-user", "--net"];

/** Whether this machine lets us make a network namespace, which has no interface that is up. */
export const hasNetworkNamespaces = spawnSync("unshare", [...inNamespace, "true"]).status === 0;

/** Runs the built command where there is no network at all. */
export function runWithoutNetwork(args: readonly string[], { cwd, input, environment = {} }: CliInit = {}): CliRun {
  const { status, stdout, stderr } = spawnSync("unshare", [...inNamespace, process.execPath, cli, ...args], {
    cwd,
    input: input ?? "",
    encoding: "utf8",
    env: { PATH: process.env.PATH, ...environment },
  });
  return { status, stdout, stderr };
}
