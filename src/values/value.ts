import type { BigFloat } from "./number.ts";
import type { Origins } from "./origin.ts";
import type { CollectionType, ObjectType, PrimitiveType, TupleType, Type } from "./type.ts";

/** What an expression comes to. Never changed once it is made. */
export type Value = StringValue | NumberValue | BoolValue | SequenceValue | MappingValue | NullValue | UnknownValue;

/** What Terraform notes on a value besides what it is: a sum of `sensitiveMark` and `ephemeralMark`. */
export type Marks = number;
export const noMarks = 0;
export const sensitiveMark = 1;
export const ephemeralMark = 2;

interface ValueBase {
  readonly type: Type;
  /** Of the value itself; its elements have their own. */
  readonly marks: Marks;
  /** Where the value's text came from. An element without origins of its own has those of its collection. */
  readonly origins: Origins;
}

export interface StringValue extends ValueBase {
  readonly kind: "string";
  readonly type: PrimitiveType;
  /** In Unicode's NFC, as Terraform keeps all strings. */
  readonly text: string;
}

export interface NumberValue extends ValueBase {
  readonly kind: "number";
  readonly type: PrimitiveType;
  readonly number: BigFloat;
}

export interface BoolValue extends ValueBase {
  readonly kind: "bool";
  readonly type: PrimitiveType;
  readonly truth: boolean;
}

/** A list, set or tuple; `size` is the number of values in it, at every depth. The elements of a set are distinct and in the order in which Terraform visits them. */
export interface SequenceValue extends ValueBase {
  readonly kind: "sequence";
  readonly type: CollectionType | TupleType;
  readonly elements: readonly Value[];
  readonly size: number;
}

/** A map or object; the keys are in byte order. */
export interface MappingValue extends ValueBase {
  readonly kind: "mapping";
  readonly type: CollectionType | ObjectType;
  readonly entries: ReadonlyMap<string, Value>;
  readonly size: number;
}

export interface NullValue extends ValueBase {
  readonly kind: "null";
}

/** A value that only `terraform plan` or `apply` could tell. */
export interface UnknownValue extends ValueBase {
  readonly kind: "unknown";
  /** Why, as a clause for people: "data.vault_generic_secret.x is read at plan time". */
  readonly reason: string;
  /** It is certain not to be null, whatever it is. */
  readonly notNull: boolean;
}
