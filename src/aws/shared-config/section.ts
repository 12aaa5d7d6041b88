import type { FilePlace } from "../place.ts";

/** One `key = value` of a shared file. */
export interface Setting {
  value: string;
  readonly place: FilePlace;
  /** The indented `key = value` lines under a key without a value (`s3 =`, or a service in `[services x]`). */
  nested?: Map<string, Setting>;
}

/** What stands under one `[header]`; sections of the same name are one. Keys are lower case. */
export interface Section {
  readonly name: string;
  readonly place: FilePlace;
  readonly settings: Map<string, Setting>;
  /** What the reader has against this section, in its own words; told only when the section is used. */
  problems: readonly string[];
}

export const newSection = (name: string, place: FilePlace): Section => ({
  name,
  place,
  settings: new Map(),
  problems: [],
});

/** The sections of a file (or of several, merged) by name. */
export type Sections = ReadonlyMap<string, Section>;
