import { memoryMachine, type MemoryMachineInit } from "../../src/machine/memory.ts";
import { loadModule } from "../../src/terraform/load-module.ts";
import type { LoadOptions } from "../../src/terraform/load-options.ts";
import type { RootModule } from "../../src/terraform/module.ts";
import { originsOf } from "../../src/values/origin.ts";
import { loadLibraries } from "../../src/values/libraries.ts";
import { formatNumber } from "../../src/values/number-text.ts";
import type { Value } from "../../src/values/value.ts";

export const libraries = await loadLibraries();

/** The root module in `/work`, on a computer that has these files. */
export function load(
  files: NonNullable<MemoryMachineInit["files"]>,
  options: Omit<LoadOptions, "libraries"> = {},
  init: Omit<MemoryMachineInit, "files"> = {},
): RootModule {
  return loadModule("/work", memoryMachine({ files, ...init }), { libraries, ...options });
}

/** A value in few words. */
export function show(value: Value | null | undefined): unknown {
  if (!value) return value;
  switch (value.kind) {
    case "string":
      return value.text;
    case "number":
      return Number(formatNumber(value.number));
    case "bool":
      return value.truth;
    case "null":
      return null;
    case "unknown":
      return `unknown: ${value.reason}`;
    case "sequence":
      return value.elements.map(show);
    case "mapping":
      return Object.fromEntries(Array.from(value.entries, ([key, entry]) => [key, show(entry)]));
  }
}

/** Where a value came from: `prod.auto.tfvars:3`, `TF_VAR_x`, `-var x=…`. */
export function places(value: Value | null | undefined): readonly string[] {
  return (value ? originsOf(value) : []).map((origin) => {
    if (origin.kind === "environment") return origin.name;
    if (origin.kind === "flag") return origin.flag;
    const line = origin.file.source.slice(0, origin.start).split("\n").length;
    return `${origin.file.fileName.replace("/work/", "")}:${line}`;
  });
}
