import {
  dynamicType,
  isPrimitive,
  listType,
  mapType,
  objectType,
  type ObjectType,
  sameType,
  tupleType,
  type TupleType,
  type Type,
} from "./type.ts";

/**
 * Whether values of one type can become values of the other. A conversion is unsafe when some values of the type can't follow:
 * the string "a" is no number. (cty's package `convert`)
 */
export function isConvertible(from: Type, to: Type, unsafe: boolean): boolean {
  if (to.kind === "dynamic") return true;
  if (from.kind === "dynamic") return unsafe;
  if (isPrimitive(from) && isPrimitive(to)) {
    if (from.kind === to.kind) return false; // nothing to convert: those who ask compare the types first
    return to.kind === "string" || (unsafe && from.kind === "string");
  }
  switch (to.kind) {
    case "list":
    case "set": {
      if (from.kind === "tuple") return structureIsConvertible(from.elements, to.element, unsafe, true);
      if (from.kind === "list" || from.kind === "set") {
        if (to.kind === "set" && from.kind === "list" && !unsafe) return false;
        return becomes(from.element, to.element, unsafe);
      }
      return false;
    }
    case "map":
      if (from.kind === "object") {
        return structureIsConvertible([...from.attributes.values()], to.element, unsafe, false);
      }
      return from.kind === "map" && becomes(from.element, to.element, unsafe);
    case "tuple":
      return (
        from.kind === "tuple" &&
        from.elements.length === to.elements.length &&
        from.elements.every((element, index) => becomes(element, to.elements[index] ?? dynamicType, unsafe))
      );
    case "object":
      if (from.kind === "map") {
        // A map may turn out not to have the key of an optional attribute at all.
        const fits = ([name, type]: [string, Type]) => to.optional.has(name) || becomes(from.element, type, true);
        return unsafe && [...to.attributes].every(fits);
      }
      if (from.kind !== "object") return false;
      return [...to.attributes].every(([name, type]) => {
        const given = from.attributes.get(name);
        return given === undefined ? to.optional.has(name) : becomes(given, type, unsafe);
      });
    case "string":
    case "number":
    case "bool":
      return false;
  }
}

const becomes = (from: Type, to: Type, unsafe: boolean): boolean =>
  sameType(from, to) || isConvertible(from, to, unsafe);

function structureIsConvertible(members: readonly Type[], to: Type, unsafe: boolean, sequence: boolean): boolean {
  if (members.length === 0) return true;
  const element = commonElement(members, to, unsafe, sequence);
  return element !== null && members.every((member) => becomes(member, element, unsafe));
}

/** The type of the elements of a collection that is made of a structure: where any will do, the one that all can become. */
export function commonElement(members: readonly Type[], to: Type, unsafe: boolean, sequence: boolean): Type | null {
  if (to.kind !== "dynamic" || members.length === 0) return to;
  const common = unify(members, unsafe);
  if (sequence && common?.kind === "dynamic" && members.some(({ kind }) => kind !== "dynamic")) return null;
  return common;
}

/** The most general type among, or made of, the given ones that all of them can become; `null` when there is none. */
export function unify(types: readonly Type[], unsafe = true): Type | null {
  const [first] = types;
  if (first === undefined) return null;
  if (types.every((type) => type === first || (isPrimitive(type) && type.kind === first.kind))) return first;
  const made = unifyStructures(types, unsafe);
  if (made !== undefined) return made;
  for (const wanted of byGenerality(types)) {
    if (types.every((type) => becomes(type, wanted, unsafe))) return wanted;
  }
  return null;
}

const collectionKinds = ["map", "list", "set"] as const;

const noneOfAny: Readonly<Record<Type["kind"], number>> = {
  string: 0,
  number: 0,
  bool: 0,
  dynamic: 0,
  list: 0,
  set: 0,
  map: 0,
  tuple: 0,
  object: 0,
};

/** `undefined`: the general rule decides. */
function unifyStructures(types: readonly Type[], unsafe: boolean): Type | null | undefined {
  const count: Record<Type["kind"], number> = { ...noneOfAny };
  for (const { kind } of types) count[kind]++;
  const { dynamic, map, list, object, tuple } = count;
  const others = types.length - dynamic;
  for (const kind of collectionKinds) {
    const found = count[kind];
    if (found > 0 && found === others) return dynamic > 0 ? dynamicType : unifyCollections(kind, types, unsafe);
  }
  if (map > 0 && map + object === others) return unifyMixed("map", "object", types, unsafe);
  if (list > 0 && list + tuple === others) return unifyMixed("list", "tuple", types, unsafe);
  if (object > 0 && object === others) {
    return dynamic > 0 ? dynamicType : unifyObjects(types as readonly ObjectType[], unsafe);
  }
  if (tuple > 0 && tuple === others) {
    return dynamic > 0 ? dynamicType : unifyTuples(types as readonly TupleType[], unsafe);
  }
  return object > 0 && tuple > 0 ? null : undefined;
}

function unifyCollections(kind: "list" | "set" | "map", types: readonly Type[], unsafe: boolean): Type | null {
  const element = unify(
    types.map((type) => (type.kind === kind ? type.element : dynamicType)),
    unsafe,
  );
  return element && { kind, element };
}

/**
 * The collection that a structure becomes on its way to the type that it shares with another (see `unifyMixed`); what can't become it
 * can't become the common type either, though it looks as if it could. `null`: there is no such collection on the way.
 */
export function onTheWay(from: Type, other: Type): Type | null {
  if (from.kind === "object" && other.kind === "map") return toCollection("map", [from], true);
  return from.kind === "tuple" && other.kind === "list" ? toCollection("list", [from], true) : null;
}

/** Structures among collections: first the structures become collections. */
function unifyMixed(
  kind: "list" | "map",
  structure: "tuple" | "object",
  types: readonly Type[],
  unsafe: boolean,
): Type | undefined {
  const made = toCollection(
    kind,
    types.filter((type) => type.kind === structure),
    unsafe,
  );
  if (made === null) return undefined;
  const unified = unify(
    types.map((type) => (type.kind === structure ? made : type)),
    unsafe,
  );
  return unified?.kind === kind ? unified : undefined;
}

/** The collection that all members of the structures fit into. */
function toCollection(kind: "list" | "map", structures: readonly Type[], unsafe: boolean): Type | null {
  const members = structures.flatMap((type) =>
    type.kind === "tuple" ? type.elements : type.kind === "object" ? [...type.attributes.values()] : [],
  );
  const element = unify(members, unsafe);
  if (element === null) return null;
  const collection = kind === "list" ? listType(element) : mapType(element);
  return structures.every((type) => becomes(type, collection, unsafe)) ? collection : null;
}

function unifyObjects(types: readonly ObjectType[], unsafe: boolean): Type | null {
  const names = [...(types[0]?.attributes.keys() ?? [])];
  if (types.some(({ attributes }) => attributes.size !== names.length || names.some((name) => !attributes.has(name)))) {
    return toCollection("map", types, unsafe);
  }
  const attributes = new Map<string, Type>();
  for (const name of names) {
    const common = unify(
      types.map((type) => type.attributes.get(name) ?? dynamicType),
      unsafe,
    );
    if (common === null) return null;
    attributes.set(name, common);
  }
  const object = objectType(attributes);
  return types.every((type) => becomes(type, object, unsafe)) ? object : toCollection("map", types, unsafe);
}

function unifyTuples(types: readonly TupleType[], unsafe: boolean): Type | null {
  const length = types[0]?.elements.length ?? 0;
  if (types.some(({ elements }) => elements.length !== length)) return toCollection("list", types, unsafe);
  const elements: Type[] = [];
  for (let index = 0; index < length; index++) {
    const common = unify(
      types.map((type) => type.elements[index] ?? dynamicType),
      unsafe,
    );
    if (common === null) return null;
    elements.push(common);
  }
  const tuple = tupleType(elements);
  return types.every((type) => becomes(type, tuple, unsafe)) ? tuple : toCollection("list", types, unsafe);
}

/** The distinct types, the more general before the less; of those that can't be compared the first comes first. */
function byGenerality(types: readonly Type[]): readonly Type[] {
  const distinct: Type[] = [];
  for (const type of types) if (!distinct.some((earlier) => sameType(earlier, type))) distinct.push(type);
  const before = distinct.map((type) => distinct.filter((other) => generality(other, type) < 0).length);
  const order: Type[] = [];
  const ready = distinct.flatMap((_, index) => (before[index] === 0 ? [index] : []));
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    const type = distinct[next] ?? dynamicType;
    order.push(type);
    distinct.forEach((other, index) => {
      if (generality(type, other) >= 0) return;
      const left = (before[index] ?? 0) - 1;
      before[index] = left;
      if (left === 0) ready.push(index);
    });
  }
  return order;
}

/** Less than 0: `a` is the more general type. Optimistic: whether the conversion is possible is tried later. */
function generality(a: Type, b: Type): number {
  if (a.kind === "dynamic" || b.kind === "dynamic") return a.kind === b.kind ? 0 : a.kind === "dynamic" ? 1 : -1;
  if (isPrimitive(a) && isPrimitive(b))
    return a.kind === b.kind ? 0 : a.kind === "string" ? -1 : b.kind === "string" ? 1 : 0;
  if (isCollection(a) && a.kind === b.kind && isCollection(b)) return generality(a.element, b.element);
  for (const order of collectionOrders) {
    const [x, y] = [order.indexOf(a.kind), order.indexOf(b.kind)];
    if (x >= 0 && y >= 0 && x !== y) return x - y;
  }
  if (a.kind === "object" && b.kind === "object") {
    if (a.attributes.size !== b.attributes.size) return 0;
    const parts: number[] = [];
    for (const [name, type] of a.attributes) {
      const other = b.attributes.get(name);
      if (other === undefined) return 0;
      parts.push(generality(type, other));
    }
    return agreed(parts);
  }
  if (a.kind === "tuple" && b.kind === "tuple") {
    return agreed(a.elements.map((element, index) => generality(element, b.elements[index] ?? dynamicType)));
  }
  return 0;
}

const isCollection = (type: Type): type is Extract<Type, { element: Type }> =>
  type.kind === "list" || type.kind === "set" || type.kind === "map";

/** Kinds whose values can become each other's, the more general first. */
const collectionOrders: readonly (readonly Type["kind"][])[] = [
  ["list", "tuple", "set"],
  ["map", "object"],
];

function agreed(parts: readonly number[]): number {
  const more = parts.some((part) => part < 0);
  const less = parts.some((part) => part > 0);
  return more === less ? 0 : more ? -1 : 1;
}
