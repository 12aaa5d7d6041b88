import type { Value } from "./value.ts";

/**
 * What is declared in one module instance. Every `get` is asked only when a value is really needed, and asked again for each
 * use: whoever answers evaluates late, remembers, and answers a question that comes while its answer is being worked out
 * (`a = local.b`, `b = local.a`) with an unknown value. A `Map` is a `Namespace`.
 */
export interface ModuleSymbols {
  readonly variables: Namespace;
  readonly locals: Namespace;
  readonly path: { readonly module: string; readonly root: string; readonly cwd: string };
  /** `null` in a module whose workspace can't be told; its references are unknown. */
  readonly workspace: string | null;
  /** As in the text of Terraform's errors: `the root module`, `module.network`. */
  readonly displayName: string;
  /** `undefined` when none is declared. What it comes to is nearly always unknown: say why. */
  resource(mode: ResourceMode, type: string, name: string): Value | undefined;
  readonly modules: ReadonlyNamespaceOf<ModuleCall>;
  /** Of the block that the expression stands in; `null` where there is none. */
  readonly each: { readonly key: Value; readonly value: Value } | null;
  readonly count: Value | null;
  readonly self: Value | null;
}

export type ResourceMode = "managed" | "data" | "ephemeral";

/** Names and what they stand for. `keys` feeds "Did you mean …?". */
export type ReadonlyNamespaceOf<T> = Pick<ReadonlyMap<string, T>, "has" | "get" | "keys">;
export type Namespace = ReadonlyNamespaceOf<Value>;

export interface ModuleCall {
  /** The call as a whole: an object of its outputs, or with `count` a tuple, with `for_each` an object of such. */
  value(): Value;
  /** One output of a call without `count` and `for_each`; `undefined` when the call repeats or has no such output. */
  output(name: string): Value | undefined;
}
