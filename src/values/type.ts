/**
 * Terraform's types, as its type system `cty` has them. `dynamic` is the type of what could be anything (`any` in a constraint);
 * only `null` and unknown values have it.
 */
export type Type = PrimitiveType | DynamicType | CollectionType | TupleType | ObjectType;

export interface PrimitiveType {
  readonly kind: "string" | "number" | "bool";
}

export interface DynamicType {
  readonly kind: "dynamic";
}

export interface CollectionType {
  readonly kind: "list" | "set" | "map";
  readonly element: Type;
}

export interface TupleType {
  readonly kind: "tuple";
  readonly elements: readonly Type[];
}

export interface ObjectType {
  readonly kind: "object";
  /** In the byte order of the names. */
  readonly attributes: ReadonlyMap<string, Type>;
  /** Names under `optional(…)` in a constraint. Empty in the type of a value. */
  readonly optional: ReadonlySet<string>;
}

export const stringType: PrimitiveType = { kind: "string" };
export const numberType: PrimitiveType = { kind: "number" };
export const boolType: PrimitiveType = { kind: "bool" };
export const dynamicType: DynamicType = { kind: "dynamic" };

export const listType = (element: Type): CollectionType => ({ kind: "list", element });
export const setType = (element: Type): CollectionType => ({ kind: "set", element });
export const mapType = (element: Type): CollectionType => ({ kind: "map", element });
export const tupleType = (elements: readonly Type[]): TupleType => ({ kind: "tuple", elements });

const noNames: ReadonlySet<string> = new Set();

/** The attributes must come in the byte order of their names. */
export const objectType = (
  attributes: ReadonlyMap<string, Type>,
  optional: ReadonlySet<string> = noNames,
): ObjectType => ({ kind: "object", attributes, optional });

export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return a.kind === b.kind;
    case "list":
    case "set":
    case "map":
      return a.kind === b.kind && sameType(a.element, b.element);
    case "tuple":
      return (
        b.kind === "tuple" &&
        a.elements.length === b.elements.length &&
        a.elements.every((element, index) => sameType(element, b.elements[index] ?? dynamicType))
      );
    case "object": {
      if (b.kind !== "object" || a.attributes.size !== b.attributes.size) return false;
      if (a.optional.size !== b.optional.size || [...a.optional].some((name) => !b.optional.has(name))) return false;
      for (const [name, type] of a.attributes) {
        const other = b.attributes.get(name);
        if (other === undefined || !sameType(type, other)) return false;
      }
      return true;
    }
  }
}

export const isPrimitive = (type: Type): type is PrimitiveType =>
  type.kind === "string" || type.kind === "number" || type.kind === "bool";

/** Whether `dynamic` stands anywhere in the type. */
export function hasDynamic(type: Type): boolean {
  switch (type.kind) {
    case "dynamic":
      return true;
    case "list":
    case "set":
    case "map":
      return hasDynamic(type.element);
    case "tuple":
      return type.elements.some(hasDynamic);
    case "object":
      return [...type.attributes.values()].some(hasDynamic);
    case "string":
    case "number":
    case "bool":
      return false;
  }
}

/** The type of the values that conform to a constraint: nothing in it is optional. */
export function withoutOptional(type: Type): Type {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return { kind: type.kind, element: withoutOptional(type.element) };
    case "tuple":
      return tupleType(type.elements.map(withoutOptional));
    case "object":
      return objectType(
        new Map(Array.from(type.attributes, ([name, attribute]) => [name, withoutOptional(attribute)])),
      );
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return type;
  }
}
