import type { Block } from "../../hcl/ast.ts";
import { convert, ConversionError } from "../../values/convert.ts";
import { boolType, stringType } from "../../values/type.ts";
import { ephemeralMark, sensitiveMark, type Value } from "../../values/value.ts";
import { mergeBodies } from "../block-content.ts";
import { errorAt, type Report } from "../diagnostic.ts";
import type { ModuleInstance } from "../instance.ts";
import { headOf, rangeOf, type SourceRange, type Sourced } from "../source-range.ts";
import type { Variable } from "../variable.ts";

/** Reports variables whose values their own `validation` blocks refuse. */
export function checkValidations(module: ModuleInstance, report: Report): void {
  for (const variable of module.configuration.variables.values()) {
    for (const block of variable.declaration.content().blocks) {
      if (block.node.kind.text === "validation") checkValidation(module, variable, block, report);
    }
  }
}

function checkValidation(module: ModuleInstance, variable: Variable, block: Sourced<Block>, report: Report): void {
  const { attributes } = mergeBodies([{ node: block.node.body, file: block.file }]);
  const condition = attributes.get("condition");
  const message = attributes.get("error_message");
  if (!condition || !message) return;
  const place = rangeOf({ node: condition.node.value, file: condition.file });
  const outcome = module.evaluate(condition.node.value, condition.file);
  outcome.diagnostics.forEach(report);
  if (outcome.value.kind === "unknown") return;
  if (outcome.value.kind === "null") {
    const detail = "Validation condition expression must return either true or false, not null.";
    report(errorAt(place, "Invalid variable validation result", detail));
    return;
  }
  const truth = converted(outcome.value, "bool");
  if (typeof truth === "string") {
    const detail = `Invalid validation condition result value: ${truth}.`;
    report(errorAt(place, "Invalid variable validation result", detail));
  } else if (truth.kind === "bool" && !truth.truth) {
    const text = messageText(module.evaluate(message.node.value, message.file).value);
    const rule = module.session.describe(headOf(block));
    const detail = `${text}\n\nThis was checked by the validation rule at ${rule}.`;
    report(errorAt(valuePlace(module, variable), "Invalid value for variable", detail));
  }
}

/** The value of the type, or why it is none. */
function converted(value: Value, type: "bool" | "string"): Value | string {
  try {
    return convert(value, type === "bool" ? boolType : stringType);
  } catch (error) {
    if (error instanceof ConversionError) return error.message;
    throw error;
  }
}

function messageText(value: Value): string {
  if ((value.marks & (sensitiveMark | ephemeralMark)) !== 0) {
    return "The error message included a sensitive value, so it will not be displayed.";
  }
  const text = converted(value, "string");
  const trimmed = typeof text !== "string" && text.kind === "string" ? text.text.trim() : "";
  return trimmed === "" ? "Failed to evaluate condition error message." : trimmed;
}

/** Where a module call sets the variable, else where it is declared. */
function valuePlace({ caller }: ModuleInstance, { name, declaration }: Variable): SourceRange {
  const attribute = caller?.call.declaration.attribute(name);
  return attribute ? rangeOf({ node: attribute.node.value, file: attribute.file }) : declaration.place;
}
