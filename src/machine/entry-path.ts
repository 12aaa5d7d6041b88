import type { Machine } from "./machine.ts";

/** The path of an entry of a folder: what joining them gives where the folder's path is in its normal form, without forming it again. */
export function entryPath(directory: string, name: string, { paths: { separator } }: Machine): string {
  return directory.endsWith(separator) ? directory + name : directory + separator + name;
}
