import type { Range } from "../hcl/ast.ts";

/** Where something was written: a stretch of a file, or an environment variable. */
export type Place = FilePlace | EnvironmentPlace | FlagPlace;

export interface FilePlace {
  readonly kind: "file";
  /** As the machine's file reader knows it. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  /** UTF-16 offsets into the file's text (without its byte order mark). */
  readonly range: Range;
}

export interface EnvironmentPlace {
  readonly kind: "environment";
  readonly name: string;
}

/** A command-line flag: `-var`, `-backend-config`, `--profile`. */
export interface FlagPlace {
  readonly kind: "flag";
  readonly name: string;
}

export const inEnvironment = (name: string): EnvironmentPlace => ({ kind: "environment", name });
