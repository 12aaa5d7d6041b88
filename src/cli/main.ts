import { nodeMachine } from "../machine/node.ts";
import { parseArguments } from "./arguments.ts";
import { isCommandName } from "./command-names.ts";
import { commands } from "./commands.ts";
import { print } from "./output.ts";

/** Whether a command ran to its end, whatever it found; help, a version and a mistake on the command line are none. */
export const finished = main(process.argv.slice(2)).catch(fail);

/** Never throws. */
export async function warmUp(): Promise<void> {
  try {
    (await import("./warm-up.ts")).warmUp();
  } catch {
    // The run has done its work already.
  }
}

async function main(argv: readonly string[]): Promise<boolean> {
  const { command, positionals, values } = parseArguments(argv);
  if (values.has("version")) {
    const { version } = await import("./version.ts");
    await print(`${version}\n`);
    return false;
  }
  if (values.has("help")) {
    const { helpText } = await import("./help.ts");
    await print(helpText(command, !argv.some(isCommandName)));
    return false;
  }
  const { run } = await commands[command].load();
  process.exitCode = await run(positionals, values, nodeMachine());
  return true;
}

function fail(error: unknown): false {
  process.exitCode = 2;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`tf-preflight: ${message}\n`);
  if (!isForTheUser(error)) {
    process.stderr.write(
      process.argv.includes("--debug")
        ? `${error instanceof Error ? (error.stack ?? "") : ""}\n`
        : "tf-preflight: this is a fault of tf-preflight; --debug shows where. Please report it.\n",
    );
  }
  return false;
}

/** By name, so that a run without a configuration need not load what reads one. */
function isForTheUser(error: unknown): boolean {
  return error instanceof Error && (error.name === "UsageError" || error.name === "ConfigurationError");
}
