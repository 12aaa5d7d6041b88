import type { Place } from "../place.ts";

/** The arguments after conversion to the schema's types. Arguments that are left out or `null` aren't there. */
export type Settings = ReadonlyMap<string, Setting>;

export interface Setting {
  readonly value: SettingValue;
  readonly places: readonly Place[];
}

/** Sets are sorted, as Terraform's are; numbers are only `max_retries` and seconds. */
export type SettingValue =
  string | number | boolean | readonly string[] | ReadonlyMap<string, string> | Nested | Unknown;

/** A nested object: `assume_role = { … }`. */
export class Nested {
  readonly settings: Settings;

  constructor(settings: Settings) {
    this.settings = settings;
  }
}

/** There is a value, but it can't be told here. */
export class Unknown {
  readonly because: string;
  /** A resource or data source supplies it: while that isn't read, Terraform plans as if the argument weren't set. */
  readonly afterApply: boolean;

  constructor(because: string, afterApply = false) {
    this.because = because;
    this.afterApply = afterApply;
  }
}

/** A text that is set, and where. `""` is a text. */
export interface Text {
  readonly value: string;
  readonly places: readonly Place[];
}

/** `null` when it isn't set, or can't be told. */
export function textOf(settings: Settings, name: string): Text | null {
  const setting = settings.get(name);
  return setting && typeof setting.value === "string" ? { value: setting.value, places: setting.places } : null;
}

export function flagOf(settings: Settings, name: string): boolean | null {
  const value = settings.get(name)?.value;
  return typeof value === "boolean" ? value : null;
}

export function numberOf(settings: Settings, name: string): number | null {
  const value = settings.get(name)?.value;
  return typeof value === "number" ? value : null;
}

export function textsOf(settings: Settings, name: string): readonly string[] | null {
  const value = settings.get(name)?.value;
  return Array.isArray(value) ? (value as readonly string[]) : null;
}

export function mapOf(settings: Settings, name: string): ReadonlyMap<string, string> | null {
  const value = settings.get(name)?.value;
  return value instanceof Map ? (value as ReadonlyMap<string, string>) : null;
}

export function nestedOf(settings: Settings, name: string): Settings | null {
  const value = settings.get(name)?.value;
  return value instanceof Nested ? value.settings : null;
}

export const placesOf = (settings: Settings, name: string): readonly Place[] => settings.get(name)?.places ?? [];
