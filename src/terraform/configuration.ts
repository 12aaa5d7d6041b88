import type { Attribute, Block, ParsedFile } from "../hcl/ast.ts";
import { entryPath } from "../machine/entry-path.ts";
import type { FileFailure, Machine } from "../machine/machine.ts";
import type { ResourceMode } from "../values/module-symbols.ts";
import type { Program } from "../values/scope.ts";
import { Declaration } from "./declaration.ts";
import { configurationFiles, fileNames } from "./file-set.ts";
import type { ConstantScope } from "./constant-scope.ts";
import type { FileParser } from "./load-options.ts";
import type { Sourced } from "./source-range.ts";
import { stringLiteral } from "./literal.ts";
import { Variable } from "./variable.ts";

/** What is written in one folder, overrides merged: all that is the same for every call of the module. */
export interface Configuration {
  readonly directory: string;
  /** Names of all that is in the folder, except folders. */
  readonly names: readonly string[];
  readonly primary: readonly ParsedFile[];
  readonly override: readonly ParsedFile[];
  /** Why the folder, or some of its files, could not be read. */
  readonly failures: readonly ReadFailure[];
  readonly variables: ReadonlyMap<string, Variable>;
  readonly locals: ReadonlyMap<string, Sourced<Attribute>>;
  readonly outputs: ReadonlyMap<string, Declaration>;
  readonly calls: ReadonlyMap<string, Declaration>;
  /** By local name, or `name.alias`. */
  readonly providers: ReadonlyMap<string, Declaration>;
  /** By local name: the entries of `required_providers`. */
  readonly requiredProviders: ReadonlyMap<string, Sourced<Attribute>>;
  readonly backend: Declaration | null;
  readonly cloud: Declaration | null;
  /** By `resourceKey`. */
  readonly resources: ReadonlyMap<string, Declaration>;
  /** By name: the `data "terraform_remote_state"` blocks. */
  readonly remoteStates: ReadonlyMap<string, Declaration>;
}

export interface ReadFailure {
  readonly path: string;
  readonly failure: FileFailure;
}

export const resourceKey = (mode: ResourceMode, type: string, name: string): string => `${mode} ${type}.${name}`;

export const resourceModes: Readonly<Record<string, ResourceMode>> = {
  resource: "managed",
  data: "data",
  ephemeral: "ephemeral",
};

/** The key of a provider block: its local name, or `name.alias`. */
export function providerBlockKey(block: Block): string {
  const name = block.labels[0]?.text ?? "";
  const alias = block.body.items.find((item) => item.type === "Attribute" && item.name.text === "alias");
  const text = alias?.type === "Attribute" ? stringLiteral(alias.value) : null;
  return text === null || text === "" ? name : `${name}.${text}`;
}

/** Reads the configuration of a folder. What can't be read or understood is left out. */
export function readConfiguration(
  directory: string,
  machine: Machine,
  program: Program,
  readFile: FileParser,
  scope: ConstantScope,
): Configuration {
  const failures: ReadFailure[] = [];
  const listing = machine.files.list(directory);
  if (!listing.ok) failures.push({ path: directory, failure: listing });
  const names = fileNames(listing);
  const set = configurationFiles(names, program);
  const read = (fileNames: readonly string[]): readonly ParsedFile[] => {
    const files: ParsedFile[] = [];
    for (const name of fileNames) {
      const path = entryPath(directory, name, machine);
      const file = readFile(path);
      if (!("ok" in file)) files.push(file);
      // Terraform looks at what a link points to: a linked folder is no file.
      else if (file.reason !== "is-directory") failures.push({ path, failure: file });
    }
    return files;
  };
  const primary = read(set.primary);
  const override = read(set.override);
  const declarations = new Declarations(scope);
  for (const file of primary) declareFile(declarations, file, false);
  for (const file of override) declareFile(declarations, file, true);
  const { constants, hasRequirements, ...declared } = declarations;
  return { directory, names, primary, override, failures, ...declared };
}

/** What is declared, by kind. */
class Declarations {
  readonly variables = new Map<string, Variable>();
  readonly locals = new Map<string, Sourced<Attribute>>();
  readonly outputs = new Map<string, Declaration>();
  readonly calls = new Map<string, Declaration>();
  readonly providers = new Map<string, Declaration>();
  readonly requiredProviders = new Map<string, Sourced<Attribute>>();
  readonly resources = new Map<string, Declaration>();
  readonly remoteStates = new Map<string, Declaration>();
  hasRequirements = false;
  backend: Declaration | null = null;
  cloud: Declaration | null = null;
  readonly constants: ConstantScope;

  constructor(constants: ConstantScope) {
    this.constants = constants;
  }
}

function declareFile(found: Declarations, file: ParsedFile, overriding: boolean): void {
  for (const item of file.body.items) {
    if (item.type === "Block") declareBlock(found, { node: item, file }, overriding);
  }
}

function declareBlock(found: Declarations, block: Sourced<Block>, overriding: boolean): void {
  const [first, second] = block.node.labels;
  const name = first?.text ?? "";
  switch (block.node.kind.text) {
    case "variable":
      if (overriding) found.variables.get(name)?.declaration.override(block);
      else found.variables.set(name, new Variable(name, new Declaration(block), found.constants));
      break;
    case "output":
      enter(found.outputs, name, block, overriding, "last");
      break;
    case "module":
      enter(found.calls, name, block, overriding, "last");
      break;
    case "provider": {
      const key = providerBlockKey(block.node);
      // Overriding a default configuration that isn't there is allowed: an absent one counts as an empty one.
      enter(found.providers, key, block, overriding && (found.providers.has(key) || key.includes(".")), "first");
      break;
    }
    case "resource":
    case "data":
    case "ephemeral": {
      const mode = resourceModes[block.node.kind.text] ?? "managed";
      const key = resourceKey(mode, name, second?.text ?? "");
      enter(found.resources, key, block, overriding, "first");
      if (mode === "data" && name === "terraform_remote_state") {
        const declared = found.resources.get(key);
        if (declared) found.remoteStates.set(second?.text ?? "", declared);
      }
      break;
    }
    case "check":
      for (const inner of block.node.body.items) {
        if (inner.type === "Block" && inner.kind.text === "data") {
          declareBlock(found, { node: inner, file: block.file }, overriding);
        }
      }
      break;
    case "locals":
      for (const item of block.node.body.items) {
        if (item.type !== "Attribute" || (overriding && !found.locals.has(item.name.text))) continue;
        found.locals.set(item.name.text, { node: item, file: block.file });
      }
      break;
    case "terraform":
      for (const item of block.node.body.items) {
        if (item.type === "Block") declareSetting(found, { node: item, file: block.file }, overriding);
      }
      break;
  }
}

/** A block inside `terraform {}`. */
function declareSetting(found: Declarations, block: Sourced<Block>, overriding: boolean): void {
  switch (block.node.kind.text) {
    case "required_providers": {
      // Of several blocks Terraform takes the first; an override replaces single entries.
      if (!overriding && found.hasRequirements) return;
      found.hasRequirements ||= !overriding;
      for (const item of block.node.body.items) {
        if (item.type === "Attribute") found.requiredProviders.set(item.name.text, { node: item, file: block.file });
      }
      break;
    }
    // An overriding `backend` or `cloud` block replaces either.
    case "backend":
      if (!overriding && found.backend) return;
      found.backend = new Declaration(block);
      if (overriding) found.cloud = null;
      break;
    case "cloud":
      if (!overriding && found.cloud) return;
      found.cloud = new Declaration(block);
      if (overriding) found.backend = null;
      break;
  }
}

/** @param kept which of several declarations of one name counts. */
function enter(
  declarations: Map<string, Declaration>,
  name: string,
  block: Sourced<Block>,
  overriding: boolean,
  kept: "first" | "last",
): void {
  if (overriding) declarations.get(name)?.override(block);
  else if (kept === "last" || !declarations.has(name)) declarations.set(name, new Declaration(block));
}
