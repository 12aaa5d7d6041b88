import type { Attribute, Block, Body, Range } from "../hcl/ast.ts";
import { lineIndex } from "../hcl/lines.ts";
import { parse } from "../hcl/parse.ts";
import type { Level } from "../language/rule.ts";
import type { Preset, RuleChoice } from "./levels.ts";
import { literal, type Literal } from "./literal.ts";

/** What a `.tf-preflight.hcl` says. */
export interface Configuration {
  readonly preset?: Preset;
  /** In the language of `.gitignore`. */
  readonly exclude: readonly string[];
  readonly opentofu: boolean;
  readonly rules: readonly RuleChoice[];
  readonly overrides: readonly Override[];
}

/** Other choices for some files. */
export interface Override {
  /** In the language of `.gitignore`. */
  readonly files: readonly string[];
  readonly rules: readonly RuleChoice[];
}

/** The configuration can't be used; the message begins with the place. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

type Fields = Readonly<Record<string, (value: Literal | undefined) => boolean>>;

const isText = (value: Literal | undefined): boolean => typeof value === "string";
const isTexts = (value: Literal | undefined): boolean => Array.isArray(value) && value.every(isText);
const isOneOf =
  (...texts: readonly string[]) =>
  (value: Literal | undefined): boolean =>
    typeof value === "string" && texts.includes(value);

const topFields: Fields = {
  preset: isOneOf("recommended", "strict", "all"),
  exclude: isTexts,
  opentofu: (value) => typeof value === "boolean",
};
const isLevel = isOneOf("error", "warning", "info", "off");

/**
 * Reads a `.tf-preflight.hcl`.
 *
 * @param ruleIds the rules that there are: an unknown one is an error, since what was meant would silently not happen.
 * @param fileName as it is shown in errors.
 * @throws ConfigurationError
 */
export function readConfiguration(
  source: string | Uint8Array,
  fileName: string,
  ruleIds: ReadonlySet<string>,
): Configuration {
  const file = parse(source, fileName);
  const lines = lineIndex(file.source);
  const fail = (at: Range, message: string): never => {
    const { line, column } = lines.position(at.start);
    throw new ConfigurationError(`${fileName}:${line}:${column}: ${message}`);
  };
  const [error] = file.errors;
  if (error) fail(error, `${error.summary}: ${error.detail}`);

  /** The attributes that `fields` knows, checked; anything else is an error. */
  const attributes = (body: Body, fields: Fields): Record<string, Literal | undefined> => {
    const values: Record<string, Literal | undefined> = {};
    for (const item of body.items) {
      if (item.type !== "Attribute") continue;
      const { text } = item.name;
      const check =
        fields[text] ?? fail(item, `unknown setting ${text}; known here: ${Object.keys(fields).join(", ")}`);
      values[text] = value(item);
      if (!check(values[text])) fail(item.value, `${text} can't be this`);
    }
    return values;
  };

  const value = (attribute: Attribute): Literal | undefined =>
    literal(attribute.value) ?? fail(attribute.value, "only literal values are allowed here");

  const blocks = (body: Body, kinds: readonly string[]): Block[] =>
    body.items.filter((item): item is Block => {
      if (item.type !== "Block") return false;
      if (!kinds.includes(item.kind.text))
        fail(item.kind, `unknown block ${item.kind.text}; known here: ${kinds.join(", ")}`);
      return true;
    });

  const ruleChoice = (block: Block): RuleChoice => {
    const [label] = block.labels;
    const id = label?.text ?? fail(block.kind, 'a rule block needs the rule\'s id: rule "hardcoded-credentials" { … }');
    if (!ruleIds.has(id)) fail(label ?? block.kind, `unknown rule ${id} (tf-preflight rules)`);
    const options: Record<string, Literal> = {};
    let level: Level | "off" | undefined;
    for (const item of block.body.items) {
      if (item.type !== "Attribute") return fail(item, "a rule block has no blocks inside");
      const setting = value(item);
      if (item.name.text !== "level") options[item.name.text] = setting ?? null;
      else if (isLevel(setting)) level = setting as Level | "off";
      else fail(item.value, "level is one of error, warning, info, off");
    }
    return { id, ...(level && { level }), ...(Object.keys(options).length > 0 && { options: [options] }) };
  };

  const override = (block: Block): Override => {
    const { files } = attributes(block.body, { files: isTexts });
    if (files === undefined) fail(block.kind, 'an override needs files: files = ["examples/"]');
    return { files: files as readonly string[], rules: blocks(block.body, ["rule"]).map(ruleChoice) };
  };

  const { preset, exclude, opentofu } = attributes(file.body, topFields);
  const parts = blocks(file.body, ["rule", "override"]);
  return {
    ...(preset !== undefined && { preset: preset as Preset }),
    exclude: (exclude as readonly string[] | undefined) ?? [],
    opentofu: opentofu === true,
    rules: parts.filter(({ kind }) => kind.text === "rule").map(ruleChoice),
    overrides: parts.filter(({ kind }) => kind.text === "override").map(override),
  };
}
