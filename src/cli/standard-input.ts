import { readFileSync } from "node:fs";
import { UsageError } from "./usage-error.ts";

/** All of standard input. */
export function readStandardInput(): Uint8Array {
  try {
    return readFileSync(0);
  } catch (error) {
    throw new UsageError(`standard input: ${error instanceof Error ? error.message : String(error)}`);
  }
}
