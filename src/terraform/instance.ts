import type { Attribute, Block, Expression, ParsedFile } from "../hcl/ast.ts";
import { objectValue, unknownValue, withMarks, nullValue } from "../values/construct.ts";
import { evaluate } from "../values/evaluate.ts";
import type { Evaluation } from "../values/evaluation.ts";
import { moduleNames } from "../values/module-names.ts";
import type { ModuleSymbols, Namespace, ResourceMode } from "../values/module-symbols.ts";
import type { SourceText } from "../values/origin.ts";
import type { Names, Program, Scope } from "../values/scope.ts";
import { dynamicType } from "../values/type.ts";
import { sensitiveMark, type Value } from "../values/value.ts";
import { joinAddress } from "./address.ts";
import { mergeBodies } from "./block-content.ts";
import { CallOfModule } from "./call.ts";
import { resourceKey, type Configuration } from "./configuration.ts";
import { Definition } from "./cycle-watch.ts";
import type { Declaration } from "./declaration.ts";
import type { Evaluated } from "./evaluated.ts";
import type { EvaluatedBody } from "./evaluated-body.ts";
import { evaluateBody } from "./evaluate-body.ts";
import type { InputValues } from "./input-values.ts";
import type { Module, ProviderConfiguration, RequiredProvider, RootModule } from "./module.ts";
import type { ProviderAddress } from "./provider-address.ts";
import { ModuleProviders } from "./module-providers.ts";
import type { Repetition } from "./repetition.ts";
import type { Session } from "./session.ts";
import { headOf, type Sourced } from "./source-range.ts";
import type { Variable } from "./variable.ts";

/** Who calls a module instance, and as which of its instances. */
export interface Caller {
  readonly parent: ModuleInstance;
  readonly call: CallOfModule;
  readonly repetition: Repetition;
}

type Declared = Variable | Declaration | Sourced<Attribute>;

/** A module instance at work: see `Module`. */
export class ModuleInstance implements Module {
  readonly address: string;
  readonly caller: Caller | null;
  readonly session: Session;
  readonly configuration: Configuration;
  readonly providers: ModuleProviders;
  private readonly inputs: InputValues;
  /** By what declares them. */
  private readonly definitions = new Map<Declared, Definition>();
  private knownCalls: ReadonlyMap<string, CallOfModule> | undefined;
  private knownNames: Names | undefined;

  constructor(
    session: Session,
    configuration: Configuration,
    caller: Caller | null,
    inputs: (of: ModuleInstance) => InputValues,
  ) {
    this.session = session;
    this.configuration = configuration;
    this.caller = caller;
    this.address = caller
      ? joinAddress(caller.parent.address, `module.${caller.call.name}${caller.repetition.suffix}`)
      : "";
    this.inputs = inputs(this);
    this.providers = new ModuleProviders(this);
  }

  private get calls(): ReadonlyMap<string, CallOfModule> {
    return (this.knownCalls ??= new Map(
      Array.from(this.configuration.calls, ([name, call]) => [name, new CallOfModule(this, name, call)]),
    ));
  }

  private get names(): Names {
    return (this.knownNames ??= moduleNames(this.symbols(null, null)));
  }

  get directory(): string {
    return this.configuration.directory;
  }

  get program(): Program {
    return this.session.program;
  }

  get parent(): ModuleInstance | null {
    return this.caller?.parent ?? null;
  }

  get call(): Sourced<Block> | null {
    return this.caller?.call.block ?? null;
  }

  get root(): RootModule {
    if (!this.caller) throw new Error("a module without a caller is a root module and says so itself");
    return this.caller.parent.root;
  }

  get files(): readonly ParsedFile[] {
    return [...this.configuration.primary, ...this.configuration.override];
  }

  get requiredProviders(): readonly RequiredProvider[] {
    return this.providers.required;
  }

  variable(name: string): Value | undefined {
    return this.variableDefinition(name)?.get().value;
  }

  local(name: string): Value | undefined {
    return this.localDefinition(name)?.get().value;
  }

  output(name: string): Value | undefined {
    return this.outputDefinition(name)?.get().value;
  }

  evaluate(expression: Expression, file: SourceText): Evaluation {
    return evaluate(expression, this.scope(file));
  }

  /** The same where other names are in force than the module's own. */
  evaluateIn(expression: Expression, file: SourceText, names: Names): Evaluation {
    return evaluate(expression, this.scope(file, names));
  }

  body(block: Block, file: SourceText): EvaluatedBody {
    return evaluateBody(mergeBodies([{ node: block.body, file }]), this.scope, headOf({ node: block, file }));
  }

  children(): readonly CallOfModule[] {
    return [...this.calls.values()];
  }

  child(name: string): CallOfModule | undefined {
    return this.calls.get(name);
  }

  providerNamed(localName: string): ProviderAddress {
    return this.providers.named(localName);
  }

  configuredBy(block: Block): readonly ProviderConfiguration[] {
    return this.providers.configuredBy(block);
  }

  providerConfiguration(
    localName: string,
    alias: string | null = null,
    key: string | null = null,
  ): ProviderConfiguration | null {
    return this.providers.configuration(localName, alias, key);
  }

  /** The scope of this module's expressions, or that of one of its blocks, where further names have values. */
  readonly scope = (file: SourceText, names: Names = this.names): Scope => this.session.scope(file, names);

  /** The names of the module as a block sees them that is repeated by `count` or `for_each`. */
  namesIn(repetition: Pick<Repetition, "each" | "count">): Names {
    const { each, count } = repetition;
    return each || count ? moduleNames(this.symbols(each, count)) : this.names;
  }

  variableDefinition(name: string): Definition | undefined {
    const variable = this.configuration.variables.get(name);
    if (!variable) return undefined;
    return this.definitions.get(variable) ?? this.define(variable, "var", name, () => this.inputs.evaluate(variable));
  }

  localDefinition(name: string): Definition | undefined {
    const local = this.configuration.locals.get(name);
    if (!local) return undefined;
    const evaluateLocal = (): Evaluated => this.evaluate(local.node.value, local.file);
    return this.definitions.get(local) ?? this.define(local, "local", name, evaluateLocal);
  }

  outputDefinition(name: string): Definition | undefined {
    const output = this.configuration.outputs.get(name);
    if (!output) return undefined;
    return this.definitions.get(output) ?? this.define(output, "output", name, () => this.evaluateOutput(output));
  }

  private evaluateOutput(output: Declaration): Evaluated {
    const attribute = output.attribute("value");
    if (!attribute) return { value: nullValue(), diagnostics: [] };
    const evaluation = this.evaluate(attribute.node.value, attribute.file);
    const sensitive = output.attribute("sensitive");
    const flag = sensitive && this.evaluate(sensitive.node.value, sensitive.file).value;
    const isSensitive = flag?.kind === "bool" && flag.truth;
    return isSensitive ? { ...evaluation, value: withMarks(evaluation.value, sensitiveMark) } : evaluation;
  }

  /** All outputs, as the caller sees them. */
  outputs(): Value {
    return objectValue(
      Array.from(this.configuration.outputs.keys(), (name): [string, Value] => [
        name,
        this.output(name) ?? nullValue(),
      ]),
    );
  }

  private define(declared: Declared, kind: string, name: string, compute: () => Evaluated): Definition {
    const label = (): string => joinAddress(this.address, `${kind}.${name}`);
    const definition = new Definition(label, compute, this.session.cycles);
    this.definitions.set(declared, definition);
    return definition;
  }

  private symbols(each: Repetition["each"], count: Repetition["count"]): ModuleSymbols {
    const { configuration, session, caller } = this;
    return {
      variables: namespace(configuration.variables, (name) => this.variable(name)),
      locals: namespace(configuration.locals, (name) => this.local(name)),
      get path() {
        return session.paths(configuration.directory);
      },
      workspace: session.workspace.name,
      displayName: caller ? this.address : "the root module",
      resource: (mode, type, name) => this.resource(mode, type, name),
      modules: this.calls,
      each,
      count,
      self: null,
    };
  }

  private resource(mode: ResourceMode, type: string, name: string): Value | undefined {
    const declaration = this.configuration.resources.get(resourceKey(mode, type, name));
    if (!declaration) return undefined;
    const unknown = unknownValue(dynamicType, whyUnknown[mode](`${type}.${name}`));
    const repeats = declaration.attribute("count") ?? declaration.attribute("for_each");
    if (mode !== "managed" || type !== "terraform_data" || repeats) return unknown;
    const definition =
      this.definitions.get(declaration) ??
      this.define(declaration, type, name, () => this.terraformData(declaration, unknown));
    return definition.get().value;
  }

  /** Terraform's own resource: what goes in comes out. */
  private terraformData(declaration: Declaration, unknown: Value): Evaluated {
    const argument = (name: string): Value => {
      const attribute = declaration.attribute(name);
      return attribute ? this.evaluate(attribute.node.value, attribute.file).value : nullValue();
    };
    const value = objectValue([
      ["id", unknown],
      ["input", argument("input")],
      ["output", unknown],
      ["triggers_replace", argument("triggers_replace")],
    ]);
    return { value, diagnostics: [] };
  }
}

const whyUnknown: Readonly<Record<ResourceMode, (address: string) => string>> = {
  managed: (address) => `${address} is known only after apply`,
  data: (address) => `data.${address} is read at plan time`,
  ephemeral: (address) => `ephemeral.${address} is opened at plan time`,
};

/**
 * Whether a value is unknown because a resource or data source supplies it, declared or not, by the reason that came with it. While
 * it is unknown, Terraform plans as if it weren't set.
 */
export const isSuppliedByResource = (reason: string): boolean =>
  / is (?:known only after apply|read at plan time)$|\(Reference to undeclared resource\)$/u.test(reason);

function namespace(
  declared: Pick<ReadonlyMap<string, unknown>, "has" | "keys">,
  get: (name: string) => Value | undefined,
): Namespace {
  return { has: (name) => declared.has(name), keys: () => declared.keys(), get };
}
