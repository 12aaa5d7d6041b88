import { writeFileSync } from "node:fs";
import type { FlagValues } from "./arguments.ts";
import { UsageError } from "./usage-error.ts";

/** Prints to standard output and waits until a pipe has taken all of it: exiting earlier would cut it off. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => {
      // A reader that has seen enough (`| head`) is no failure.
      if (error && (error as NodeJS.ErrnoException).code !== "EPIPE") reject(error);
      else resolve();
    });
  });
}

/** Prints a report, or writes it to the file that `--output` names. */
export async function deliver(report: string, values: FlagValues): Promise<void> {
  const file = values.text("output");
  if (file === undefined) {
    await print(report);
    return;
  }
  try {
    writeFileSync(file, report);
  } catch (error) {
    throw new UsageError(`--output ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
