/**
 * What a function does with the values it is given, for whoever asks where a value may come from: it hands on one of its
 * arguments as it is, an element of one, or makes something new that only evaluation can tell.
 */
export type ValueFlow =
  /** Any of the arguments, unchanged. */
  | "any-argument"
  /** The first argument, unchanged or hardly changed. */
  | "first-argument"
  /** An element of the first argument. */
  | "element"
  /** A list of the elements of the first argument. */
  | "elements"
  /** `lookup(map, key, default)`. */
  | "lookup";

/** Terraform's functions that hand values on; all others make new ones. */
const flows: Readonly<Record<string, ValueFlow>> = {
  chomp: "first-argument",
  coalesce: "any-argument",
  coalescelist: "any-argument",
  compact: "first-argument",
  concat: "any-argument",
  distinct: "first-argument",
  element: "element",
  ephemeralasnull: "first-argument",
  lookup: "lookup",
  merge: "any-argument",
  nonsensitive: "first-argument",
  one: "element",
  sensitive: "first-argument",
  tolist: "first-argument",
  tomap: "first-argument",
  toset: "first-argument",
  tostring: "first-argument",
  trim: "first-argument",
  trimspace: "first-argument",
  try: "any-argument",
  values: "elements",
};

/** How values pass through a function; `null` for one that makes new values. */
export function valueFlow(functionName: string): ValueFlow | null {
  return Object.hasOwn(flows, functionName) ? (flows[functionName] ?? null) : null;
}
