import type { Block, Body } from "../hcl/ast.ts";
import { nameSuggestion } from "../hcl/name-suggestion.ts";
import { errorAt, type Report } from "./diagnostic.ts";
import { isJson, rangeOf, type SourceRange, type Sourced } from "./source-range.ts";

/** What may stand in a body. */
export interface BodySchema {
  /** Name → whether it must be there. */
  readonly attributes?: Readonly<Record<string, "required" | "optional">>;
  /** Type → what its labels are called. */
  readonly blocks?: Readonly<Record<string, readonly string[]>>;
}

/** Reports what a body lacks, and what it has that it may not have. */
export function checkBody(body: Sourced<Body>, schema: BodySchema, report: Report): void {
  checkPart(body, schema, report);
  const { attributes = {}, blocks = {} } = schema;
  const { file } = body;
  for (const item of body.node.items) {
    const name = item.type === "Attribute" ? item.name : item.kind;
    const isAttribute = Object.hasOwn(attributes, name.text);
    const isBlock = Object.hasOwn(blocks, name.text);
    if (isJson(file) ? isAttribute || isBlock : item.type === "Attribute" ? isAttribute : isBlock) continue;
    const place = rangeOf({ node: name, file });
    const free = Object.keys(attributes).filter((each) => !sets(body.node, each));
    if (isJson(file)) {
      const near = nameSuggestion(name.text, [...free, ...Object.keys(blocks)]);
      const detail = `No argument or block type is named "${name.text}".${near === null ? "" : ` Did you mean "${near}"?`}`;
      report(errorAt(place, "Extraneous JSON object property", detail));
    } else if (item.type === "Attribute") {
      report(unsupportedArgument(name.text, free, Object.keys(blocks), place));
    } else {
      report(unsupportedBlock(name.text, Object.keys(attributes), Object.keys(blocks), place));
    }
  }
}

const sets = ({ items }: Body, name: string): boolean =>
  items.some((item) => item.type === "Attribute" && item.name.text === name);

/** The same for a body that may hold other things besides. */
export function checkPart({ node, file }: Sourced<Body>, schema: BodySchema, report: Report): void {
  for (const [name, need] of Object.entries(schema.attributes ?? {})) {
    if (need === "optional" || sets(node, name)) continue;
    report(missingArgument(name, { file, start: node.start, end: node.start }));
  }
  for (const item of node.items) {
    if (item.type !== "Block") continue;
    const labels = schema.blocks?.[item.kind.text];
    if (labels && Object.hasOwn(schema.blocks ?? {}, item.kind.text)) checkLabels({ node: item, file }, labels, report);
  }
}

export const missingArgument = (name: string, place: SourceRange): ReturnType<typeof errorAt> =>
  errorAt(place, "Missing required argument", `The argument "${name}" is required, but no definition was found.`);

/** @param free names that could have been meant: those that aren't set. */
export function unsupportedArgument(
  name: string,
  free: readonly string[],
  blocks: readonly string[],
  place: SourceRange,
): ReturnType<typeof errorAt> {
  const near = nameSuggestion(name, free);
  const hint =
    near !== null
      ? ` Did you mean "${near}"?`
      : blocks.includes(name)
        ? ` Did you mean to define a block of type "${name}"?`
        : "";
  return errorAt(place, "Unsupported argument", `An argument named "${name}" is not expected here.${hint}`);
}

export function unsupportedBlock(
  type: string,
  attributes: readonly string[],
  blocks: readonly string[],
  place: SourceRange,
): ReturnType<typeof errorAt> {
  const near = nameSuggestion(type, blocks);
  const hint =
    near !== null
      ? ` Did you mean "${near}"?`
      : attributes.includes(type)
        ? ` Did you mean to define argument "${type}"? If so, use the equals sign to assign it a value.`
        : "";
  return errorAt(place, "Unsupported block type", `Blocks of type "${type}" are not expected here.${hint}`);
}

function checkLabels({ node, file }: Sourced<Block>, names: readonly string[], report: Report): void {
  const type = node.kind.text;
  const extra = node.labels[names.length];
  if (extra) {
    const detail =
      names.length === 0
        ? `No labels are expected for ${type} blocks.`
        : `Only ${names.length} labels (${names.join(", ")}) are expected for ${type} blocks.`;
    report(errorAt(rangeOf({ node: extra, file }), `Extraneous label for ${type}`, detail));
  } else if (node.labels.length < names.length) {
    const detail = `All ${type} blocks must have ${names.length} labels (${names.join(", ")}).`;
    const brace = { file, start: node.body.start, end: node.body.start + 1 };
    report(errorAt(brace, `Missing ${names[node.labels.length] ?? "label"} for ${type}`, detail));
  }
}
