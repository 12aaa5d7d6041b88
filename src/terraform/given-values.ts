import type { Attribute, ParsedFile } from "../hcl/ast.ts";
import type { Machine } from "../machine/machine.ts";
import type { Origin } from "../values/origin.ts";
import { variableFlags } from "./cli-arguments.ts";
import { errorAt, syntaxDiagnostics, type ModuleDiagnostic } from "./diagnostic.ts";
import { automaticVariableFiles } from "./file-set.ts";
import type { VariableFlag } from "./load-options.ts";
import type { RootInstance } from "./root.ts";
import { rangeOf, type Sourced } from "./source-range.ts";

/** What somebody outside the configuration sets a variable of the root module to. */
export type GivenValue =
  | { readonly kind: "attribute"; readonly attribute: Sourced<Attribute> }
  /** What the text means depends on the type of the variable. */
  | { readonly kind: "text"; readonly text: string; readonly origin: Origin };

export interface GivenValues {
  /** By variable, declared or not. */
  readonly values: ReadonlyMap<string, GivenValue>;
  /** About files and flags; the values themselves are looked at when they are needed. */
  readonly diagnostics: readonly ModuleDiagnostic[];
}

const prefix = "TF_VAR_";

/**
 * Collects them in Terraform's order, later ones winning: `TF_VAR_*`, `terraform.tfvars`, `terraform.tfvars.json`, `*.auto.tfvars(.json)` by name,
 * then `-var` and `-var-file` as they come.
 */
export function collectGivenValues({ session, configuration, readFile }: RootInstance): GivenValues {
  const { root, machine, options } = session;
  const values = new Map<string, GivenValue>();
  const diagnostics: ModuleDiagnostic[] = [];
  const useFile = (name: string, from = root): void => {
    const file = readFile(machine.paths.resolve(from, name));
    if ("ok" in file) diagnostics.push(unreadable(name, file));
    else addFile(file, name, values, diagnostics);
  };

  const fromEnvironment = options.environment !== false;
  if (fromEnvironment) addEnvironment(machine, values);
  for (const name of automaticVariableFiles(configuration.names)) useFile(name);
  const use = (flags: readonly VariableFlag[], from: string): void => {
    for (const { flag, value } of flags) {
      if (flag === "-var-file") useFile(value, from);
      else addFlag(value, values, diagnostics);
    }
  };
  if (fromEnvironment) use(variableFlags(machine.environment), root);
  use(options.variables ?? [], options.givenFrom ?? root);
  return { values, diagnostics };
}

function addEnvironment({ environment }: Machine, values: Map<string, GivenValue>): void {
  for (const name of environment.names()) {
    const text = environment.get(name);
    if (!name.startsWith(prefix) || text === undefined) continue;
    values.set(name.slice(prefix.length), { kind: "text", text, origin: { kind: "environment", name } });
  }
}

function addFlag(text: string, values: Map<string, GivenValue>, diagnostics: ModuleDiagnostic[]): void {
  const equals = text.indexOf("=");
  const name = text.slice(0, equals);
  if (equals < 0) {
    const detail = `The given -var option ${JSON.stringify(text)} is not correctly specified. Must be a variable name and value separated by an equals sign, like -var="key=value".`;
    diagnostics.push(errorAt(null, "Invalid -var option", detail));
  } else if (name.endsWith(" ")) {
    const detail = `Variable name ${JSON.stringify(name)} is invalid due to trailing space. Did you mean -var="${name.slice(0, -1)}=…"?`;
    diagnostics.push(errorAt(null, "Invalid -var option", detail));
  } else {
    values.set(name, { kind: "text", text: text.slice(equals + 1), origin: { kind: "flag", flag: `-var ${name}=…` } });
  }
}

function addFile(
  file: ParsedFile,
  shown: string,
  values: Map<string, GivenValue>,
  diagnostics: ModuleDiagnostic[],
): void {
  const found: ModuleDiagnostic[] = [...syntaxDiagnostics(file, shown)];
  for (const item of file.body.items) {
    if (item.type === "Attribute") values.set(item.name.text, { kind: "attribute", attribute: { node: item, file } });
  }
  const blocks = file.body.items.filter((item) => item.type === "Block");
  for (const block of blocks) {
    const name = block.labels[0]?.text;
    if (block.kind.text !== "variable" || name === undefined) continue;
    const detail = `A .tfvars file is used to assign values to variables that have already been declared in .tf files, not to declare new variables. To declare variable ${JSON.stringify(name)}, place this block in one of your .tf files, such as variables.tf.\n\nTo set a value for this variable in ${shown}, use the definition syntax instead:\n    ${name} = <value>`;
    found.push(errorAt(rangeOf({ node: block.kind, file }), "Variable declaration in .tfvars file", detail));
  }
  const [example] = blocks;
  if (found.length === 0 && example) {
    const summary = `Unexpected ${JSON.stringify(example.kind.text)} block`;
    found.push(errorAt(rangeOf({ node: example.kind, file }), summary, "Blocks are not allowed here."));
  }
  diagnostics.push(...found);
}

function unreadable(name: string, { reason, message }: { reason: string; message: string }): ModuleDiagnostic {
  const detail =
    reason === "missing" ? `Given variables file ${name} does not exist.` : `Error while reading ${name}: ${message}.`;
  return errorAt(null, "Failed to read variables file", detail);
}
