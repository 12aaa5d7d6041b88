import { evaluate } from "../values/evaluate.ts";
import { stringValue, unknownValue, withOrigins, mapWithin } from "../values/construct.ts";
import { dynamicType } from "../values/type.ts";
import { parseExpression } from "../hcl/parse.ts";
import type { Origin } from "../values/origin.ts";
import { errorAt, type ModuleDiagnostic } from "./diagnostic.ts";
import type { Evaluated } from "./evaluated.ts";
import type { GivenValue, GivenValues } from "./given-values.ts";
import type { Session } from "./session.ts";
import { rangeOf } from "./source-range.ts";
import { finalValue, type Variable, type VariableInput } from "./variable.ts";

/** The values that the variables of a module instance are set to. */
export interface InputValues {
  evaluate(variable: Variable): Evaluated;
}

/** The variables of a root module: set by variables files, environment and flags. */
export function rootInputs(session: Session, given: () => GivenValues): InputValues {
  return {
    evaluate(variable) {
      const value = given().values.get(variable.name);
      const read = value && readGiven(variable, value, session);
      if (read && "failed" in read) {
        return {
          value: unknownValue(variable.type.type, `the value given for var.${variable.name} can't be read`),
          diagnostics: read.failed,
        };
      }
      if (!read && variable.isRequired) {
        return { value: unknownValue(variable.type.type, `var.${variable.name} is not set`), diagnostics: [] };
      }
      return finalValue(variable, read ?? null, { address: `var.${variable.name}`, describe: session.describe });
    },
  };
}

/** What a variable is given, read as the variable's type asks; the failure to read it leaves the variable unset. */
export function readGiven(
  variable: Variable,
  given: GivenValue,
  session: Session,
): VariableInput | { readonly failed: readonly ModuleDiagnostic[] } {
  if (given.kind === "attribute") {
    const { node, file } = given.attribute;
    const { value, diagnostics } = evaluate(node.value, session.constantScope(file));
    return diagnostics.length > 0
      ? { failed: diagnostics }
      : { value, place: rangeOf({ node: node.value, file }), setBy: null };
  }
  const setBy =
    given.origin.kind === "environment"
      ? `set using the TF_VAR_${variable.name} environment variable`
      : `set using -var="${variable.name}=..."`;
  if (variable.type.parsing === "literal") {
    return { value: stringValue(given.text, given.origin), place: null, setBy };
  }
  const read = readText(given.text, `<value for var.${variable.name}>`, given.origin, session);
  return read.diagnostics.length > 0 ? { failed: read.diagnostics } : { value: read.value, place: null, setBy };
}

/** Reads text from outside the configuration as an expression; its parts come from where the text came from. */
export function readText(text: string, name: string, origin: Origin, session: Session): Evaluated {
  const { source, expression, errors } = parseExpression(text, name);
  const file = { fileName: name, source };
  if (errors.length > 0) {
    return {
      value: unknownValue(dynamicType, `${name} can't be read`),
      diagnostics: errors.map((error): ModuleDiagnostic => errorAt({ file, ...error }, error.summary, error.detail)),
    };
  }
  const { value, diagnostics } = evaluate(expression, session.constantScope(file));
  return { value: mapWithin(value, (part) => withOrigins(part, origin)), diagnostics };
}
