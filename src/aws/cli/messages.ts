import type { FileText } from "../shared-config/read-file.ts";

/** botocore's messages; AWS CLI 1.45.11 prints them as they are. */

export const partial = (provider: string, missing: string): string =>
  `Partial credentials found in ${provider}, missing: ${missing}`;

export const noCredentials = 'Unable to locate credentials. You can configure credentials by running "aws configure".';

export const notRetrieved = (provider: string, reason: string): string =>
  `Error when retrieving credentials from ${provider}: ${reason}`;

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
