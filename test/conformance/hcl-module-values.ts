import { isDeepStrictEqual } from "node:util";
import { lineIndex } from "../../src/hcl/lines.ts";
import { parseExpression } from "../../src/hcl/parse.ts";
import { utf8Length } from "../../src/hcl/source-positions.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { decodeBody } from "../../src/terraform/decode-body.ts";
import { inTerraformsOrder, type ModuleDiagnostic } from "../../src/terraform/diagnostic.ts";
import { loadModule } from "../../src/terraform/load-module.ts";
import type { VariableFlag } from "../../src/terraform/load-options.ts";
import type { Module, RootModule } from "../../src/terraform/module.ts";
import { firstUnknown } from "../../src/values/construct.ts";
import { loadLibraries } from "../../src/values/libraries.ts";
import { toDouble } from "../../src/values/number.ts";
import type { Program } from "../../src/values/scope.ts";
import type { Type } from "../../src/values/type.ts";
import { sensitiveMark, type Value } from "../../src/values/value.ts";
import type { Case, Failure, Kind } from "./kind.ts";
import { standInSchema } from "./stand-in-provider.ts";

interface Outcome {
  readonly value?: unknown;
  readonly type?: unknown;
  readonly sensitive?: boolean;
  readonly phase?: "init" | "plan";
  readonly errors?: readonly Message[];
  readonly warnings?: readonly Message[];
}

interface Message {
  readonly summary: string;
  readonly detail: string;
  readonly file?: string;
  readonly line?: number;
  readonly start?: number;
  readonly end?: number;
}

interface Measured extends Outcome {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
  readonly query: { readonly expr: string } | { readonly provider: string; readonly module?: string };
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly workspace?: string;
  readonly tool: "terraform" | "tofu";
  /** What OpenTofu says where it is another thing. */
  readonly tofu?: Outcome;
}

const libraries = await loadLibraries();
const directory = "/work";
const releases: Readonly<Record<Program, string>> = { terraform: "1.11.4", opentofu: "1.10.6" };

/** `module-values.json`: what Terraform hands to a provider, or what an expression comes to, for whole root modules. */
export const hclModuleValues: Kind = {
  name: "values of modules",
  recognises: (data) => Array.isArray(data) && data.length > 0 && isMeasured(data[0]),
  cases: (data) => (data as readonly Measured[]).flatMap(casesOf),
};

function isMeasured(entry: unknown): boolean {
  return typeof entry === "object" && entry !== null && "query" in entry && "files" in entry && "tool" in entry;
}

function casesOf(measured: Measured): readonly Case[] {
  const program = measured.tool === "tofu" ? "opentofu" : "terraform";
  const cases: Case[] = [{ id: measured.id, check: () => compare(measured, answer(measured, program), measured) }];
  const { tofu } = measured;
  if (tofu)
    cases.push({ id: `${measured.id} (tofu)`, check: () => compare(tofu, answer(measured, "opentofu"), measured) });
  return cases;
}

function answer({ files, query, env = {}, args = [], workspace }: Measured, program: Program): Outcome {
  const selected = workspace === undefined ? {} : { ".terraform/environment": workspace };
  const machine = memoryMachine({ files: { ...files, ...selected }, environment: env, currentDirectory: directory });
  const version = releases[program];
  const root = loadModule(directory, machine, { program, version, variables: flagsOf(args), libraries });
  const early = outcomeOf("init", root.loadDiagnostics());
  if (early) return early;
  const { value, diagnostics } = "expr" in query ? evaluate(root, query.expr) : configure(root, query);
  const all = [...new Set([...root.planDiagnostics(), ...diagnostics])];
  return outcomeOf("plan", all) ?? { ...describe(value), warnings: messagesOf(all, "warning") };
}

function flagsOf(args: readonly string[]): readonly VariableFlag[] {
  const flags: VariableFlag[] = [];
  for (let index = 0; index < args.length; index++) {
    const [, flag, value] = /^(-var|-var-file)(?:=([\s\S]*))?$/.exec(args[index] ?? "") ?? [];
    if (flag === "-var" || flag === "-var-file") flags.push({ flag, value: value ?? args[++index] ?? "" });
  }
  return flags;
}

interface Answer {
  readonly value: Value | null;
  readonly diagnostics: readonly ModuleDiagnostic[];
}

function evaluate(root: RootModule, text: string): Answer {
  const file = { fileName: "<query>", source: text };
  return root.evaluate(parseExpression(text, "<query>").expression, file);
}

function configure(root: RootModule, query: { readonly provider: string; readonly module?: string }): Answer {
  const [, name = "", alias, key] = /^([\w-]+)(?:\.([\w-]+))?(?:\["(.*)"\])?$/.exec(query.provider) ?? [];
  let module: Module | undefined = root;
  for (const call of query.module?.split(".") ?? []) {
    module = module?.children().find((child) => child.name === call)?.instances[0];
  }
  const configuration = module?.providerConfiguration(name, alias ?? null, key ?? null);
  return configuration ? decodeBody(configuration.body, standInSchema, root.program) : { value: null, diagnostics: [] };
}

function outcomeOf(phase: "init" | "plan", diagnostics: readonly ModuleDiagnostic[]): Outcome | null {
  const errors = messagesOf(diagnostics, "error");
  return errors.length > 0 ? { phase, errors } : null;
}

function messagesOf(diagnostics: readonly ModuleDiagnostic[], severity: "error" | "warning"): readonly Message[] {
  return inTerraformsOrder(diagnostics)
    .filter((diagnostic) => diagnostic.severity === severity)
    .map(({ summary, detail, file, start, end }) => {
      if (!file) return { summary, detail };
      const name = file.fileName.startsWith(`${directory}/`)
        ? file.fileName.slice(directory.length + 1)
        : file.fileName;
      if (name === "<query>") return { summary, detail, file: name };
      const from = utf8Length(file.source, 0, start);
      // Terraform shows one character of an empty range.
      const to = Math.max(from + 1, utf8Length(file.source, 0, end));
      return { summary, detail, file: name, line: lineIndex(file.source).position(start).line, start: from, end: to };
    });
}

/** What the value is, as the cases write it; what only the stand-in provider could tell is said so. */
function describe(value: Value | null): Outcome {
  if (!value) return { value: "no such provider configuration" };
  const unknown = firstUnknown(value);
  if (unknown) return { value: { unknown: unknown.reason } };
  return { value: toJson(value), type: typeToJson(value.type), sensitive: (value.marks & sensitiveMark) !== 0 };
}

function toJson(value: Value): unknown {
  switch (value.kind) {
    case "string":
      return value.text;
    case "number":
      return toDouble(value.number);
    case "bool":
      return value.truth;
    case "null":
      return null;
    case "sequence":
      return value.elements.map(toJson);
    case "mapping":
      return Object.fromEntries(Array.from(value.entries, ([key, entry]) => [key, toJson(entry)]));
    case "unknown":
      return { unknown: value.reason };
  }
}

function typeToJson(type: Type): unknown {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return [type.kind, typeToJson(type.element)];
    case "tuple":
      return ["tuple", type.elements.map(typeToJson)];
    case "object":
      return ["object", Object.fromEntries(Array.from(type.attributes, ([name, of]) => [name, typeToJson(of)]))];
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return type.kind;
  }
}

function compare(expected: Outcome, actual: Outcome, { query }: Measured): Failure | null {
  const differs = (Object.keys(expected) as (keyof Outcome)[]).some((field) => {
    if (field === "value")
      return !onlyProviderKnows(actual) && !isSameValue(expected.value, actual.value, "expr" in query);
    const normal = field === "errors" ? normalised : (part: unknown) => part;
    return field in outcomeFields && !isDeepStrictEqual(normal(expected[field]), normal(actual[field]));
  });
  const silent = expected.errors === undefined && actual.errors !== undefined;
  return differs || silent ? { expected: pick(expected), actual } : null;
}

/** What the stand-in provider answers to a data source can't be told without it: unknown, for this reason, is right. */
function onlyProviderKnows({ value }: Outcome): boolean {
  const reason = typeof value === "object" && value !== null && "unknown" in value ? value.unknown : null;
  return reason === "data.aws_caller_identity.a is read at plan time";
}

const outcomeFields = { value: true, type: true, sensitive: true, phase: true, errors: true, warnings: true };

const pick = (measured: Outcome): unknown =>
  Object.fromEntries(Object.entries(measured).filter(([field]) => field in outcomeFields));

/** In the whole configuration of a provider the cases leave out what isn't set. */
function isSameValue(expected: unknown, actual: unknown, isWhole: boolean): boolean {
  return isDeepStrictEqual(expected, isWhole ? actual : withoutUnset(actual));
}

function withoutUnset(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnset);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => {
      const isUnset = entry === null || (Array.isArray(entry) && entry.length === 0);
      return isUnset ? [] : [[key, withoutUnset(entry)]];
    }),
  );
}

/**
 * The members of a cycle come in an order that varies from run to run. Errors are in the order of finding in the cases, which went through
 * `-json`; for people Terraform sorts them by place.
 */
function normalised(field: unknown): unknown {
  if (!Array.isArray(field)) return field;
  const messages = (field as readonly Message[]).map((message) => {
    if (!message.summary.startsWith("Cycle: ")) return message;
    return { ...message, summary: `Cycle: ${message.summary.slice(7).split(", ").sort().join(", ")}` };
  });
  return messages.sort((a, b) => (a.start ?? 0) - (b.start ?? 0) || a.summary.localeCompare(b.summary));
}
