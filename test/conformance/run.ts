import { readFileSync } from "node:fs";
import { exclusions } from "./exclusions.ts";
import type { Failure } from "./kind.ts";
import { kinds } from "./kinds.ts";

export interface Report {
  readonly passed: number;
  readonly failures: readonly (Failure & { readonly id: string })[];
  readonly excluded: number;
}

/**
 * Runs one file of measured cases.
 *
 * @throws Error when the file can't be read, is no JSON, or has a format that no kind recognises.
 */
export function runConformance(file: string): Report {
  const data: unknown = JSON.parse(readFileSync(file, "utf8"));
  const kind = kinds.find((candidate) => candidate.recognises(data));
  if (!kind) {
    throw new Error(`${file}: no known kind of conformance data (known: ${kinds.map(({ name }) => name).join(", ")})`);
  }
  const failures: (Failure & { id: string })[] = [];
  let passed = 0;
  let excluded = 0;
  for (const { id, check } of kind.cases(data)) {
    if (exclusions[id] !== undefined) {
      excluded++;
      continue;
    }
    let failure: Failure | null;
    try {
      failure = check();
    } catch (error) {
      failure = { expected: "an answer", actual: error instanceof Error ? error.stack : error };
    }
    if (failure) failures.push({ id, ...failure });
    else passed++;
  }
  return { passed, failures, excluded };
}
