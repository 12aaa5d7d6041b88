import type { Block, Expression } from "../hcl/ast.ts";
import { nullValue, objectValue, stringValue, tupleValue, unknownValue } from "../values/construct.ts";
import { evaluate } from "../values/evaluate.ts";
import type { ModuleCall as CallSymbol } from "../values/module-symbols.ts";
import type { Names } from "../values/scope.ts";
import { dynamicType } from "../values/type.ts";
import type { Value } from "../values/value.ts";
import type { Declaration } from "./declaration.ts";
import type { ModuleDiagnostic } from "./diagnostic.ts";
import type { Evaluated } from "./evaluated.ts";
import { ModuleInstance } from "./instance.ts";
import { stringLiteral } from "./literal.ts";
import { locateModule, type Location } from "./locate-module.ts";
import type { ModuleCall } from "./module.ts";
import { repetitionsOf, standIn, type Repetition, type Repetitions } from "./repetition.ts";
import { rangeOf, type Sourced } from "./source-range.ts";
import { finalValue, type Variable } from "./variable.ts";

/** Arguments of a `module` block that aren't inputs of the module. */
export const metaArguments: ReadonlySet<string> = new Set([
  "source",
  "version",
  "count",
  "for_each",
  "depends_on",
  "providers",
]);

/** A `module` block in a module instance. */
export class CallOfModule implements ModuleCall, CallSymbol {
  readonly caller: ModuleInstance;
  readonly name: string;
  readonly declaration: Declaration;
  private knownPath: readonly string[] | undefined;
  private knownSource: Evaluated | undefined;
  private knownLocation: Location | undefined;
  private knownRepetitions: Repetitions | undefined;
  private knownInstances: readonly ModuleInstance[] | undefined;
  private knownRepresentative: ModuleInstance | null | undefined;

  constructor(caller: ModuleInstance, name: string, declaration: Declaration) {
    this.caller = caller;
    this.name = name;
    this.declaration = declaration;
  }

  get block(): Sourced<Block> {
    return this.declaration.block;
  }

  /** The names of the calls that lead here, root first. */
  get path(): readonly string[] {
    return (this.knownPath ??= [...(this.caller.caller?.call.path ?? []), this.name]);
  }

  get source(): string | null {
    const { value } = this.evaluateSource();
    return value.kind === "string" ? value.text : null;
  }

  /** Terraform wants a constant here; OpenTofu also takes what can be known without a plan. */
  evaluateSource(): Evaluated {
    return (this.knownSource ??= this.readSource());
  }

  get location(): Location {
    return (this.knownLocation ??= locateModule(this));
  }

  get repetitions(): Repetitions {
    return (this.knownRepetitions ??= repetitionsOf(this.declaration, ({ node, file }) =>
      this.caller.evaluate(node, file),
    ));
  }

  get because(): string | null {
    if ("because" in this.location) return this.location.because;
    if (this.repetitions.because !== null) return this.repetitions.because;
    return this.instances.length < this.repetitions.items.length ? "there are too many modules" : null;
  }

  get instances(): readonly ModuleInstance[] {
    return (this.knownInstances ??= this.createInstances());
  }

  /** One instance for what is the same in all, there also when the call repeats zero times; `null`: not installed. */
  get representative(): ModuleInstance | null {
    if (this.knownRepresentative !== undefined) return this.knownRepresentative;
    const { location } = this;
    const [first] = this.instances;
    const isMissing = "because" in location || (!first && !this.caller.session.affords(1));
    return (this.knownRepresentative = first ?? (isMissing ? null : this.instance(location.directory, standIn)));
  }

  value(): Value {
    if (this.because !== null) return unknownValue(dynamicType, this.because);
    const { mode } = this.repetitions;
    const outputs = this.instances.map((instance) => instance.outputs());
    if (mode === "single") return outputs[0] ?? nullValue();
    if (mode === "count") return tupleValue(outputs);
    return objectValue(
      this.instances.map(({ caller }, index) => [String(caller?.repetition.key), outputs[index] ?? nullValue()]),
    );
  }

  output(name: string): Value | undefined {
    if ("because" in this.location) return unknownValue(dynamicType, this.location.because);
    return this.repetitions.mode === "single" ? this.instances[0]?.output(name) : undefined;
  }

  private readSource(): Evaluated {
    const attribute = this.declaration.attribute("source");
    if (!attribute) return { value: nullValue(), diagnostics: [] };
    const { caller } = this;
    const expression = attribute.node.value;
    const text = stringLiteral(expression);
    if (text !== null) return { value: stringValue(text), diagnostics: [] };
    return caller.program === "opentofu"
      ? caller.evaluate(expression, attribute.file)
      : evaluate(expression, caller.session.constantScope(attribute.file));
  }

  private createInstances(): readonly ModuleInstance[] {
    const { location } = this;
    if ("because" in location) return [];
    const { session } = this.caller;
    const { items } = this.repetitions;
    if (!session.affords(items.length)) return [];
    return items.map((repetition) => this.instance(location.directory, repetition));
  }

  private instance(directory: string, repetition: Repetition): ModuleInstance {
    const { session } = this.caller;
    const caller = { parent: this.caller, call: this, repetition };
    let names: Names | undefined;
    return new ModuleInstance(session, session.folders.configuration(directory), caller, (instance) => ({
      evaluate: (variable) => this.input(variable, instance, (names ??= this.caller.namesIn(repetition))),
    }));
  }

  /** The value that a variable of an instance gets from this block. */
  private input(variable: Variable, instance: ModuleInstance, names: Names): Evaluated {
    const attribute = this.declaration.content(metaArguments).attributes.get(variable.name);
    const context = {
      address: `${instance.address}.var.${variable.name}`,
      describe: this.caller.session.describe,
    };
    if (!attribute) {
      const final = finalValue(variable, null, context);
      // That a required one is missing is said of the call.
      return variable.isRequired ? { ...final, diagnostics: [] } : final;
    }
    const expression: Sourced<Expression> = { node: attribute.node.value, file: attribute.file };
    const { value, diagnostics } = this.caller.evaluateIn(expression.node, attribute.file, names);
    const final = finalValue(variable, { value, place: rangeOf(expression), setBy: null }, context);
    return { value: final.value, diagnostics: [...diagnostics, ...final.diagnostics] };
  }

  /** What Terraform would report about `source`, and about what it points to. */
  get locationDiagnostics(): readonly ModuleDiagnostic[] {
    return "because" in this.location ? this.location.diagnostics : [];
  }
}
