import type { FileText } from "../shared-config/read-file.ts";

/** botocore's messages; AWS CLI 1.45.11 prints them as they are. */

export const partial = (provider: string, missing: string): string =>
  `Partial credentials found in ${provider}, missing: ${missing}`;

export const noCredentials = 'Unable to locate credentials. You can configure credentials by running "aws configure".';

export const notRetrieved = (provider: string, reason: string): string =>
  `Error when retrieving credentials from ${provider}: ${reason}`;

/** What is found out about an operation's parameters before it is called; only minimums count. `null` when they are fine. */
export function parameterProblem(parameters: readonly Parameter[]): string | null {
  const short = parameters.filter(({ value, min }) => (typeof value === "string" ? lengthOf(value) : value) < min);
  if (short.length === 0) return null;
  const reports = short.map(({ name, value, min }) =>
    typeof value === "string"
      ? `Invalid length for parameter ${name}, value: ${lengthOf(value)}, valid min length: ${min}`
      : `Invalid value for parameter ${name}, value: ${value}, valid min value: ${min}`,
  );
  return ["Parameter validation failed:", ...reports].join("\n");
}

export interface Parameter {
  readonly name: string;
  readonly value: string | number;
  readonly min: number;
}

/** Python counts code points. */
const lengthOf = (text: string): number => Array.from(text).length;

const numbers = { missing: 2, denied: 13, directory: 21, broken: 5 } as const;
const reasons = {
  missing: "No such file or directory",
  denied: "Permission denied",
  directory: "Is a directory",
  broken: "Input/output error",
} as const;

/** Python's `OSError`. */
export const fileError = (path: string, { state }: Exclude<FileText, { state: "read" }>): string =>
  `[Errno ${numbers[state]}] ${reasons[state]}: '${path}'`;
