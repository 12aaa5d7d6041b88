import type { Attribute, Block, Body, ObjectItem } from "../hcl/ast.ts";
import type { FileContentKind } from "../terraform/file-kind.ts";

/**
 * Terraform's nouns: what a rule listens to beside the nodes of the syntax tree. A noun wraps the syntax node that it is,
 * has its range, and is visited right before it.
 */
interface NounBase {
  readonly start: number;
  readonly end: number;
}

interface BlockNoun<Type extends string> extends NounBase {
  readonly type: Type;
  readonly block: Block;
}

export type TerraformBlock = BlockNoun<"TerraformBlock">;
/** `backend "s3" {}` inside `terraform {}`. */
export type BackendBlock = BlockNoun<"BackendBlock">;
export type CloudBlock = BlockNoun<"CloudBlock">;
export type ProviderBlock = BlockNoun<"ProviderBlock">;
export type VariableBlock = BlockNoun<"VariableBlock">;
export type LocalsBlock = BlockNoun<"LocalsBlock">;
export type OutputBlock = BlockNoun<"OutputBlock">;
export type ModuleBlock = BlockNoun<"ModuleBlock">;
export type ResourceBlock = BlockNoun<"ResourceBlock">;
export type DataBlock = BlockNoun<"DataBlock">;
/** `data "terraform_remote_state" "name" {}`; visited besides its `DataBlock`. */
export type RemoteStateBlock = BlockNoun<"RemoteStateBlock">;
/** `provider "registry.terraform.io/hashicorp/aws" {}` in `.terraform.lock.hcl`. */
export type LockedProvider = BlockNoun<"LockedProvider">;

/** One entry of `required_providers`, in the object form or the legacy string form. */
export interface RequiredProvider extends NounBase {
  readonly type: "RequiredProvider";
  readonly attribute: Attribute;
  /** The local name. */
  readonly name: string;
}

/** `name = value` in a variables file (`.tfvars`). */
export interface VariableValue extends NounBase {
  readonly type: "VariableValue";
  readonly attribute: Attribute;
}

/** A file of `name = value` lines for `-backend-config`. */
export interface BackendConfigFile extends NounBase {
  readonly type: "BackendConfigFile";
  readonly body: Body;
}

/** The module that a file belongs to: visited once per module, in the first of its files. */
export interface ModuleNoun extends NounBase {
  readonly type: "Module";
}

/** A file, whatever it holds: visited before all that is in it. */
export interface FileNoun extends NounBase {
  readonly type: "File";
}

export type Noun =
  | FileNoun
  | ModuleNoun
  | TerraformBlock
  | BackendBlock
  | CloudBlock
  | ProviderBlock
  | VariableBlock
  | LocalsBlock
  | OutputBlock
  | ModuleBlock
  | ResourceBlock
  | DataBlock
  | RemoteStateBlock
  | LockedProvider
  | RequiredProvider
  | VariableValue
  | BackendConfigFile;

type BlockNounType = Extract<Noun, { block: Block }>["type"];

const topLevel: Readonly<Record<string, BlockNounType>> = {
  terraform: "TerraformBlock",
  provider: "ProviderBlock",
  variable: "VariableBlock",
  locals: "LocalsBlock",
  output: "OutputBlock",
  module: "ModuleBlock",
  resource: "ResourceBlock",
  data: "DataBlock",
};

const insideTerraform: Readonly<Record<string, BlockNounType>> = {
  backend: "BackendBlock",
  cloud: "CloudBlock",
};

/** The nouns that a block is, given the block around it (`null` at the top of the file). */
export function blockNouns(block: Block, parent: Block | null, content: FileContentKind): readonly Noun[] {
  if (parent?.kind.text === "terraform") return named(block, insideTerraform[block.kind.text]);
  if (parent) return [];
  if (content === "lock-file") return block.kind.text === "provider" ? named(block, "LockedProvider") : [];
  if (content !== "configuration") return [];
  const nouns = named(block, topLevel[block.kind.text]);
  const isRemoteState = block.kind.text === "data" && block.labels[0]?.text === "terraform_remote_state";
  return isRemoteState ? [...nouns, ...named(block, "RemoteStateBlock")] : nouns;
}

/** The noun that an attribute is, given the blocks around it, innermost last. */
export function attributeNoun(attribute: Attribute, parents: readonly Block[], content: FileContentKind): Noun | null {
  const range = { start: attribute.start, end: attribute.end };
  if (parents.length === 0) return content === "variables" ? { type: "VariableValue", ...range, attribute } : null;
  const [outer, inner] = parents;
  const isRequirement =
    parents.length === 2 && outer?.kind.text === "terraform" && inner?.kind.text === "required_providers";
  return isRequirement ? { type: "RequiredProvider", ...range, attribute, name: attribute.name.text } : null;
}

function named(block: Block, type: BlockNounType | undefined): Noun[] {
  return type === undefined ? [] : [{ type, start: block.start, end: block.end, block }];
}

/** The item of an object-form requirement (`source`, `version`, `configuration_aliases`), by its key. */
export function requirementItem({ attribute }: RequiredProvider, key: string): ObjectItem | undefined {
  return attribute.value.type === "ObjectConstructor"
    ? attribute.value.items.find((item) => item.key.bareName === key || quotedKey(item) === key)
    : undefined;
}

function quotedKey(item: ObjectItem): string | undefined {
  const { expression } = item.key;
  if (expression.type !== "Template" || expression.parts.length !== 1) return undefined;
  const [part] = expression.parts;
  return part?.type === "StringLiteral" ? part.value : undefined;
}
