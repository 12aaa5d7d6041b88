#!/usr/bin/env node
import module from "node:module";
import { nodeMachine } from "../machine/node.ts";
import { parseArguments } from "./arguments.ts";
import { commands, isCommandName } from "./commands.ts";
import { print } from "./output.ts";

// Node 22 and later keep the compiled code of all that follows; Node 20 has no such function.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();

async function main(argv: readonly string[]): Promise<number> {
  const { command, positionals, values } = parseArguments(argv);
  if (values.has("version")) {
    const { version } = await import("./version.ts");
    await print(`${version}\n`);
    return 0;
  }
  if (values.has("help")) {
    const { helpText } = await import("./help.ts");
    await print(helpText(command, !argv.some(isCommandName)));
    return 0;
  }
  const { run } = await commands[command].load();
  return run(positionals, values, nodeMachine());
}

/** By name, so that a run without a configuration need not load what reads one. */
function isForTheUser(error: unknown): boolean {
  return error instanceof Error && (error.name === "UsageError" || error.name === "ConfigurationError");
}

const argv = process.argv.slice(2);
try {
  process.exitCode = await main(argv);
} catch (error) {
  process.exitCode = 2;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`tf-preflight: ${message}\n`);
  if (!isForTheUser(error)) {
    process.stderr.write(
      argv.includes("--debug")
        ? `${error instanceof Error ? (error.stack ?? "") : ""}\n`
        : "tf-preflight: this is a fault of tf-preflight; --debug shows where. Please report it.\n",
    );
  }
}
