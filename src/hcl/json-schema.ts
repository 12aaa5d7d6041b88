/**
 * What JSON can't say by itself: whether a property of an object is a block or an argument, and how a string is read. The
 * tables are the business of who knows the language that is written in HCL.
 */
export interface JsonBodySchema {
  /** The blocks that a body may hold, by type. All other properties are arguments. */
  readonly blocks: Readonly<Record<string, JsonBlockSchema>>;
  /** Arguments that are read otherwise than `otherArguments`. */
  readonly arguments: Readonly<Record<string, JsonArgumentSchema>>;
  readonly otherArguments: JsonArgumentSchema;
}

export interface JsonBlockSchema {
  /** What the labels are called, for error texts; as many as the block has. */
  readonly labels: readonly string[];
  body(labels: readonly string[]): JsonBodySchema;
}

/**
 * How strings are read: as a template; as they stand; or as an expression of the native syntax, which is what references
 * and keywords are (`"depends_on": ["aws_vpc.main"]`).
 */
export type JsonStringMode = "template" | "literal" | "expression";

/** One mode for all strings of the value, or modes by the properties of the object that it is. */
export type JsonArgumentSchema =
  JsonStringMode | { readonly members: Readonly<Record<string, JsonStringMode>>; readonly others: JsonStringMode };
