import type { Attribute } from "../hcl/ast.ts";
import { typeConstraint, type TypeConstraint } from "../values/type-constraint.ts";
import { dynamicType, isPrimitive, listType, mapType, type Type } from "../values/type.ts";
import type { ConstantScope } from "./constant-scope.ts";
import { errorAt, type ModuleDiagnostic } from "./diagnostic.ts";
import { keyword } from "./evaluate-body.ts";
import { stringLiteral } from "./literal.ts";
import { isJson, rangeOf, type SourceRange, type Sourced } from "./source-range.ts";

/** What the `type` of a variable says. */
export interface VariableType extends Pick<TypeConstraint, "type" | "defaults"> {
  /** How a value that is given as text (`TF_VAR_*`, `-var`) is read. */
  readonly parsing: "literal" | "expression";
  readonly diagnostics: readonly ModuleDiagnostic[];
}

export function readVariableType(attribute: Sourced<Attribute> | undefined, scope: ConstantScope): VariableType {
  if (!attribute) return plain(dynamicType, "literal");
  const expression = attribute.node.value;
  const word = isJson(attribute.file) ? null : stringLiteral(expression);
  if (word !== null) return quotedType(word, rangeOf({ node: expression, file: attribute.file }));
  // The only types before 0.12.
  if (keyword(expression) === "list") return plain(listType(dynamicType), "expression");
  if (keyword(expression) === "map") return plain(mapType(dynamicType), "expression");
  const { type, defaults, diagnostics } = typeConstraint(expression, scope(attribute.file));
  return { type, defaults, diagnostics, parsing: isPrimitive(type) ? "literal" : "expression" };
}

function plain(
  type: Type,
  parsing: "literal" | "expression",
  diagnostics: readonly ModuleDiagnostic[] = [],
): VariableType {
  return { type, defaults: null, parsing, diagnostics };
}

const remedies: Readonly<Record<string, string>> = {
  string: "",
  list: " and write list(string) instead to explicitly indicate that the list elements are strings",
  map: " and write map(string) instead to explicitly indicate that the map elements are strings",
};

/** The spelling of Terraform 0.11: `type = "string"`. */
function quotedType(word: string, place: SourceRange): VariableType {
  const remedy = remedies[word];
  if (remedy === undefined) {
    const detail =
      "To provide a full type expression, remove the surrounding quotes and give the type expression directly.";
    return plain(dynamicType, "expression", [errorAt(place, "Invalid legacy variable type hint", detail)]);
  }
  const detail = `Terraform 0.11 and earlier required type constraints to be given in quotes, but that form is now deprecated and will be removed in a future version of Terraform. Remove the quotes around "${word}"${remedy}.`;
  const error = errorAt(place, "Invalid quoted type constraints", detail);
  return plain(dynamicType, word === "string" ? "literal" : "expression", [error]);
}
