/** The type of an argument; a nested object says which attributes it has. */
export type Shape = "string" | "number" | "bool" | "list of string" | "set of string" | "map of string" | Schema;

/** The arguments of a block, or the attributes of a nested object, by name. */
export type Schema = ReadonlyMap<string, ArgumentSchema>;

export interface ArgumentSchema {
  readonly shape: Shape;
  /** Converting a nested object fails without it. No argument of a block is: a provider or backend checks those itself, in its own words. */
  readonly required: boolean;
}

export const isPrimitive = (shape: Shape): boolean => shape === "string" || shape === "number" || shape === "bool";
