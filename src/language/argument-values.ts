import type { Argument } from "../aws/consumer.ts";

/** An attribute of an object (`endpoints = { s3 = … }`); `undefined` where the object isn't known, or isn't one. */
export function nestedArgument(object: Argument | undefined, name: string): Argument | undefined {
  if (!object?.known || typeof object.value !== "object" || object.value === null) return undefined;
  return Array.isArray(object.value) ? undefined : (object.value as Readonly<Record<string, Argument>>)[name];
}

/** `null`: not set, not known, or no text. */
export function textValue(argument: Argument | undefined): string | null {
  return argument?.known && typeof argument.value === "string" ? argument.value : null;
}

/** Whether a flag is not set, or set to `false`. What isn't known may be on. */
export function isOff(argument: Argument | undefined): boolean {
  return !argument || (argument.known && argument.value !== true && argument.value !== "true");
}
