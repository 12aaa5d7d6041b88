import { unknownValue, withMarks } from "../values/construct.ts";
import { convert, ConversionError } from "../values/convert.ts";
import { evaluate } from "../values/evaluate.ts";
import { applyDefaults } from "../values/type-defaults.ts";
import { boolType, stringType, type PrimitiveType } from "../values/type.ts";
import { ephemeralMark, noMarks, sensitiveMark, type Marks, type Value } from "../values/value.ts";
import type { ConstantScope } from "./constant-scope.ts";
import type { Declaration } from "./declaration.ts";
import { errorAt, type ModuleDiagnostic, type Report } from "./diagnostic.ts";
import type { Evaluated } from "./evaluated.ts";
import { headOf, rangeOf, type SourceRange } from "./source-range.ts";
import { readVariableType, type VariableType } from "./variable-type.ts";

/** What a `variable` block declares, overrides merged. The same for every call of the module. */
export class Variable {
  readonly name: string;
  readonly declaration: Declaration;
  private readonly scope: ConstantScope;
  private knownType: VariableType | undefined;
  private knownDefault: Evaluated | null | undefined;
  private knownMarks: Marks | undefined;
  private knownNullable: boolean | undefined;

  constructor(name: string, declaration: Declaration, scope: ConstantScope) {
    this.name = name;
    this.declaration = declaration;
    this.scope = scope;
  }

  get type(): VariableType {
    return (this.knownType ??= readVariableType(this.declaration.attribute("type"), this.scope));
  }

  /** `null`: the variable must be set. */
  get default(): Evaluated | null {
    return this.knownDefault === undefined ? (this.knownDefault = this.readDefault()) : this.knownDefault;
  }

  get isRequired(): boolean {
    return this.declaration.attribute("default") === undefined;
  }

  get marks(): Marks {
    return (this.knownMarks ??=
      (this.flag("sensitive") === true ? sensitiveMark : noMarks) |
      (this.flag("ephemeral") === true ? ephemeralMark : noMarks));
  }

  get nullable(): boolean {
    return (this.knownNullable ??= this.flag("nullable") ?? true);
  }

  /** Reports a description that is no text, and flags that are neither true nor false. */
  checkFlags(report: Report): void {
    for (const [name, type] of Object.entries(constants)) {
      const attribute = this.declaration.attribute(name);
      if (!attribute) continue;
      const { value, diagnostics } = evaluate(attribute.node.value, this.scope(attribute.file));
      diagnostics.forEach(report);
      const { value: expression } = attribute.node;
      // HCL points to the beginning of what doesn't fit: of a string the text in the quotes.
      const [text] = expression.type === "Template" ? expression.parts : [];
      const place = rangeOf({ node: text ?? expression, file: attribute.file });
      try {
        convert(value, type);
      } catch (error) {
        if (!(error instanceof ConversionError)) throw error;
        report(errorAt(place, "Unsuitable value type", `Unsuitable value: ${error.message}`));
      }
    }
  }

  private flag(name: string): boolean | null {
    const value = this.constant(name)?.value;
    return value?.kind === "bool" ? value.truth : value?.kind === "string" ? value.text === "true" : null;
  }

  private constant(name: string): Evaluated | undefined {
    const attribute = this.declaration.attribute(name);
    return attribute && evaluate(attribute.node.value, this.scope(attribute.file));
  }

  private readDefault(): Evaluated | null {
    const attribute = this.declaration.attribute("default");
    const given = this.constant("default");
    if (!attribute || !given) return null;
    const place = rangeOf({ node: attribute.node.value, file: attribute.file });
    const { type, defaults } = this.type;
    const withDefaults = given.value.kind === "null" ? given.value : applyDefaults(given.value, defaults);
    const diagnostics: ModuleDiagnostic[] = [...given.diagnostics];
    let value: Value;
    try {
      value = convert(withDefaults, type);
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      value = unknownValue(type, `the default of var.${this.name} is invalid`);
      diagnostics.push(this.unsuitableDefault(error, place));
    }
    if (value.kind === "null" && !this.nullable) {
      diagnostics.push(errorAt(place, invalidDefault, "A null default value is not valid when nullable=false."));
    }
    return { value, diagnostics };
  }

  /** Terraform blames the override where only a merge made the default unsuitable. */
  private unsuitableDefault(error: ConversionError, place: SourceRange): ModuleDiagnostic {
    const { program } = this.scope(place.file);
    const override = this.declaration.overrides.findLast(
      (block) => sets(block.node, "type") || sets(block.node, "default"),
    );
    if (!override || (sets(override.node, "type") && sets(override.node, "default"))) {
      const detail = `This default value is not compatible with the variable's type constraint: ${error.describeWithPath(program)}.`;
      return errorAt(place, invalidDefault, detail);
    }
    const lead = sets(override.node, "type")
      ? "Overriding this variable's type constraint has made its default value invalid"
      : "The overridden default value for this variable is not compatible with the variable's type constraint";
    return errorAt(headOf(override), invalidDefault, `${lead}: ${error.describe(program)}.`);
  }
}

const constants: Readonly<Record<string, PrimitiveType>> = {
  description: stringType,
  sensitive: boolType,
  ephemeral: boolType,
  nullable: boolType,
};

const invalidDefault = "Invalid default value for variable";

const sets = ({ body }: { body: Declaration["block"]["node"]["body"] }, name: string): boolean =>
  body.items.some((item) => item.type === "Attribute" && item.name.text === name);

/** What the caller of a module, or somebody outside the configuration, sets a variable to. */
export interface VariableInput {
  readonly value: Value;
  /** `null` when it comes from no file; then `setBy` says how: `set using -var="x=..."`. */
  readonly place: SourceRange | null;
  readonly setBy: string | null;
}

export interface VariableContext {
  /** `var.x`, `module.m.var.x`. */
  readonly address: string;
  /** A place as Terraform prints it: `main.tf:1,1-13`. */
  readonly describe: (place: SourceRange) => string;
}

/** The value that a variable has inside its module. Validation rules are not looked at. */
export function finalValue(variable: Variable, input: VariableInput | null, context: VariableContext): Evaluated {
  const marked = (value: Value, diagnostics: readonly ModuleDiagnostic[] = []): Evaluated => ({
    value: withMarks(value, variable.marks),
    diagnostics,
  });
  const standard = variable.default;
  const { type, defaults } = variable.type;
  const unset = (diagnostic: ModuleDiagnostic): Evaluated =>
    marked(unknownValue(type, `${context.address} is not set`), [diagnostic]);
  if (!input) {
    if (standard) return marked(standard.value);
    const detail = `The variable "${variable.name}" is required, but is not set.`;
    return unset(errorAt(variable.declaration.place, "Required variable not set", detail));
  }
  let value: Value;
  try {
    value = convert(input.value.kind === "null" ? input.value : applyDefaults(input.value, defaults), type);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return marked(unknownValue(type, `${context.address} is set to a value of the wrong type`), [
      complaint(variable, input, context, "Invalid value for input variable", error.message),
    ]);
  }
  if (value.kind !== "null" || variable.nullable) return marked(value);
  if (standard) return marked(standard.value);
  const problem = "required variable may not be set to null";
  return unset(complaint(variable, input, context, "Required variable not set", problem));
}

function complaint(
  variable: Variable,
  { place, setBy }: VariableInput,
  { address, describe }: VariableContext,
  summary: string,
  problem: string,
): ModuleDiagnostic {
  const declared = variable.declaration.place;
  if (!place) return errorAt(declared, summary, `Unsuitable value for ${address} ${setBy ?? ""}: ${problem}.`);
  if ((variable.marks & sensitiveMark) !== 0 && summary.startsWith("Invalid")) {
    const detail = `The given value is not suitable for ${address}, which is sensitive: ${problem}. Invalid value defined at ${describe(place)}.`;
    return errorAt(declared, summary, detail);
  }
  const verb = summary.startsWith("Invalid") ? "declared" : "defined";
  const detail = `The given value is not suitable for ${address} ${verb} at ${describe(declared)}: ${problem}.`;
  return errorAt(place, summary, detail);
}
