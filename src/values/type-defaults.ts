import { listValue, mapValue, objectValue, tupleValue, withMarks, withOrigins } from "./construct.ts";
import { ConversionError, convert } from "./convert.ts";
import { setOf } from "./equality.ts";
import { dynamicType, type Type } from "./type.ts";
import { unify } from "./unify.ts";
import type { MappingValue, SequenceValue, Value } from "./value.ts";

/** What `optional(…)` says all over a type constraint. */
export interface TypeDefaults {
  /** By attribute; converted to the attribute's type. */
  readonly values: ReadonlyMap<string, Value>;
  /** Those of the parts of a structure, by attribute or index. */
  readonly parts: ReadonlyMap<string, TypeDefaults>;
  /** Those of every element of a collection. */
  readonly elements: TypeDefaults | null;
}

export const collectionDefaults = (elements: TypeDefaults | null): TypeDefaults | null =>
  elements && { values: new Map(), parts: new Map(), elements };

export function structureDefaults(
  values: ReadonlyMap<string, Value>,
  given: readonly (readonly [string, TypeDefaults | null])[],
): TypeDefaults | null {
  const parts = new Map<string, TypeDefaults>();
  for (const [name, defaults] of given) if (defaults) parts.set(name, defaults);
  return values.size === 0 && parts.size === 0 ? null : { values, parts, elements: null };
}

/**
 * The value with defaults for the attributes that it does not have or has as null. Done before the value is converted to the
 * type constraint, as HCL does (`typeexpr.Defaults.Apply`).
 */
export function applyDefaults(value: Value, defaults: TypeDefaults | null): Value {
  if (defaults === null || (value.kind !== "sequence" && value.kind !== "mapping")) return value;
  const applied = value.kind === "sequence" ? applyToSequence(value, defaults) : applyToMapping(value, defaults);
  return withMarks(withOrigins(applied, value.origins), value.marks);
}

const partDefaults = ({ parts, elements }: TypeDefaults, name: string): TypeDefaults | null =>
  parts.get(name) ?? elements;

function applyToSequence(value: SequenceValue, defaults: TypeDefaults): Value {
  const applied = value.elements.map((element, index) => applyDefaults(element, partDefaults(defaults, String(index))));
  const { type } = value;
  if (type.kind === "tuple") return tupleValue(applied);
  const uniform = alike(applied, type);
  if (uniform === null) return tupleValue(applied);
  return type.kind === "set" ? setOf(uniform.element, uniform.values) : listValue(uniform.element, uniform.values);
}

function applyToMapping(value: MappingValue, defaults: TypeDefaults): Value {
  const entries = new Map<string, Value>();
  for (const [key, element] of value.entries) entries.set(key, applyDefaults(element, partDefaults(defaults, key)));
  for (const [name, preset] of defaults.values) {
    const given = entries.get(name);
    if (given === undefined || given.kind === "null") {
      entries.set(name, applyDefaults(preset, defaults.parts.get(name) ?? null));
    } else if (given.kind === "unknown" && preset.kind !== "null" && given.type.kind !== "dynamic") {
      entries.set(name, { ...given, notNull: true });
    }
  }
  if (value.type.kind === "object") return objectValue(entries);
  const keys = [...entries.keys()];
  const uniform = alike([...entries.values()], value.type);
  if (uniform === null) return objectValue(entries);
  return mapValue(
    uniform.element,
    uniform.values.map((element, index) => [keys[index] ?? "", element]),
  );
}

/** The elements with the one type that all of them can have; `null` when there is none. */
function alike(
  values: readonly Value[],
  type: Type,
): { readonly element: Type; readonly values: readonly Value[] } | null {
  if (values.length === 0) return { element: "element" in type ? type.element : dynamicType, values };
  const element = unify(values.map((value) => value.type));
  if (element === null) return null;
  try {
    return { element, values: values.map((value) => convert(value, element)) };
  } catch (error) {
    if (error instanceof ConversionError) return null;
    throw error;
  }
}
