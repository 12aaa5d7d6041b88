import { goQuote } from "../hcl/go-quote.ts";
import type { Program } from "./scope.ts";
import { isConvertible } from "./unify.ts";
import { hasDynamic, isPrimitive, type ObjectType, sameType, type Type } from "./type.ts";

/** The type in the words of Terraform's errors. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return `${type.kind} of ${typeName(type.element)}`;
    case "string":
    case "number":
    case "bool":
    case "dynamic":
    case "tuple":
    case "object":
      return type.kind;
  }
}

/** The same for a type that is asked for, where `dynamic` stands for what will do. */
export function constraintName(type: Type): string {
  switch (type.kind) {
    case "dynamic":
      return "any type";
    case "list":
    case "set":
    case "map":
      return `${type.kind} of ${type.element.kind === "dynamic" ? "any single type" : constraintName(type.element)}`;
    case "string":
    case "number":
    case "bool":
    case "tuple":
    case "object":
      return type.kind;
  }
}

/** Why no value of the one type can become one of the other (cty's `MismatchMessage`; OpenTofu has a newer one). */
export function describeMismatch(got: Type, want: Type, program: Program): string {
  if (got.kind === "object" && want.kind === "object") return describeAttributes(got, want, program);
  if (isCollection(want)) {
    const structural = got.kind === "tuple" || got.kind === "object";
    const suits = (want.kind === "map") === (got.kind === "object");
    if (structural && suits && want.element.kind === "dynamic")
      return `all ${want.kind} elements must have the same type`;
    if (structural) return suits ? describeElements(got, want.element, program) : `${constraintName(want)} required`;
    if (isCollection(got)) {
      if ((want.kind === "map") !== (got.kind === "map")) return `${constraintName(want)} required`;
      return `incorrect ${want.kind} element type: ${describeMismatch(got.element, want.element, program)}`;
    }
  }
  if (program === "opentofu" && !areEasilyConfused(got, want))
    return `${typeName(want)} required, but have ${typeName(got)}`;
  return `${constraintName(want)} required`;
}

const isCollection = (type: Type): type is Extract<Type, { element: Type }> =>
  type.kind === "list" || type.kind === "set" || type.kind === "map";

/** Types of which naming both would point at the wrong problem. */
function areEasilyConfused(got: Type, want: Type): boolean {
  if (isPrimitive(got) !== isPrimitive(want) || want.kind === "string") return false;
  if (want.kind === "bool" && got.kind === "number") return false;
  if (want.kind === "number" && got.kind === "bool") return false;
  if (isCollection(got) && isCollection(want) && !hasDynamic(got.element) && hasDynamic(want.element)) return false;
  return !(got.kind === "tuple" && want.kind === "object");
}

function describeElements(got: Type, want: Type, program: Program): string {
  const members: [string, Type][] =
    got.kind === "tuple"
      ? got.elements.map((type, index) => [String(index), type])
      : got.kind === "object"
        ? Array.from(got.attributes, ([name, type]) => [goQuote(name), type])
        : [];
  for (const [key, type] of members) {
    if (sameType(type, want) || isConvertible(type, want, true)) continue;
    return `element ${key}: ${describeMismatch(type, want, program)}`;
  }
  return `all elements must be ${constraintName(want)}`;
}

function describeAttributes(got: ObjectType, want: ObjectType, program: Program): string {
  const missing = [...want.attributes.keys()].filter((name) => !got.attributes.has(name) && !want.optional.has(name));
  const names = missing.map((name) => goQuote(name));
  const last = names.pop();
  if (last !== undefined) {
    if (names.length === 0) return `attribute ${last} is required`;
    return `attributes ${names.join(", ")}${names.length > 1 ? "," : ""} and ${last} are required`;
  }
  for (const unsafe of [true, false]) {
    for (const [name, type] of want.attributes) {
      const given = got.attributes.get(name);
      if (given === undefined || sameType(given, type) || isConvertible(given, type, unsafe)) continue;
      return `attribute ${goQuote(name)}: ${describeMismatch(given, type, program)}`;
    }
  }
  return "incorrect object attributes";
}
