import type { Type } from "../../src/values/type.ts";

/** A type as Terraform writes it in JSON. */
export function typeJson(type: Type): unknown {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return [type.kind, typeJson(type.element)];
    case "tuple":
      return ["tuple", type.elements.map(typeJson)];
    case "object":
      return ["object", Object.fromEntries(Array.from(type.attributes, ([name, each]) => [name, typeJson(each)]))];
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return type.kind;
  }
}
