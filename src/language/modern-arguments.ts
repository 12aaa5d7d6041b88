import { flatEndpoints, flatRole } from "../aws/backend/preparation.ts";
import { schemaOf } from "../aws/backend/schema.ts";
import type { Attribute, Block } from "../hcl/ast.ts";
import { removal } from "./removal.ts";
import type { Edit } from "./rule.ts";
import type { Services } from "./services.ts";
import { literalText } from "./written-constraint.ts";

/** How a deprecated argument is written now; `value` is `null` when that takes a human. */
interface Replacement {
  /** The object that it moves into. */
  readonly object?: string;
  readonly name: string;
  readonly value?: (written: string, attribute: Attribute) => string | null;
}

const replacements = new Map<string, Replacement>([
  ...Object.entries(flatRole).map(([flat, name]) => [flat, { object: "assume_role", name }] as const),
  ["assume_role_duration_seconds", { object: "assume_role", name: "duration", value: duration }],
  ...Object.entries(flatEndpoints).map(([flat, name]) => [flat, { object: "endpoints", name }] as const),
  ["shared_credentials_file", { name: "shared_credentials_files", value: (written) => `[${written}]` }],
  ["force_path_style", { name: "use_path_style" }],
]);

/**
 * Writes a deprecated argument of a `backend "s3"` block as it is written now, together with those that move into the same object.
 * `undefined`: there is no such thing, the block has the new one as well, or a release that is admitted doesn't know it yet.
 */
export function modernArgument(block: Block, name: string, source: string, services: Services): Edit | undefined {
  const replacement = replacements.get(name);
  if (!replacement || services.file.syntax !== "native") return undefined;
  const { object = replacement.name } = replacement;
  const attributes = block.body.items.filter((item): item is Attribute => item.type === "Attribute");
  const isTaken = attributes.some((attribute) => attribute.name.text === object);
  const consumers = services.consumers(block);
  const isKnown = consumers.every(
    ({ consumer, version }) =>
      consumer.kind === "backend" && schemaOf({ ...consumer.program, version: version.oldest }).has(object),
  );
  if (isTaken || !isKnown || consumers.length === 0) return undefined;
  const moved = attributes.filter(({ name: { text } }) =>
    replacement.object === undefined ? text === name : replacements.get(text)?.object === object,
  );
  const lines = moved.map((attribute) => line(attribute, source));
  if (lines.includes(null)) return undefined;
  const settings = lines.filter((each) => each !== null);
  const [first, ...others] = moved;
  const isComplete = object !== "assume_role" || settings.some(([key]) => key === "role_arn");
  if (!first || !isComplete) return undefined;
  const text =
    replacement.object === undefined
      ? settings.map(([key, value]) => `${key} = ${value}`).join("")
      : objectText(object, settings, indentationOf(first, source));
  return withoutOthers(first, others, text, source);
}

function line(attribute: Attribute, source: string): readonly [name: string, value: string] | null {
  const replacement = replacements.get(attribute.name.text);
  const written = source.slice(attribute.value.start, attribute.value.end);
  // The end of a heredoc must stay at the beginning of its line.
  if (!replacement || written.includes("<<")) return null;
  const value = replacement.value ? replacement.value(written, attribute) : written;
  return value === null ? null : [replacement.name, value];
}

function duration(_: string, { value }: Attribute): string | null {
  const seconds = value.type === "NumberLiteral" ? Number(value.raw) : Number(literalText(value) ?? NaN);
  if (!Number.isInteger(seconds)) return null;
  if (seconds % 3600 === 0) return `"${seconds / 3600}h"`;
  return seconds % 60 === 0 ? `"${seconds / 60}m"` : `"${seconds}s"`;
}

/** As `terraform fmt` lays it out. */
function objectText(object: string, settings: readonly (readonly [string, string])[], indentation: string): string {
  const width = Math.max(...settings.map(([name]) => name.length));
  const lines = settings.map(([name, value]) => `${indentation}  ${name.padEnd(width)} = ${value}\n`);
  return `${object} = {\n${lines.join("")}${indentation}}`;
}

function indentationOf({ start }: Attribute, source: string): string {
  return /[ \t]*$/u.exec(source.slice(0, start))?.[0] ?? "";
}

/** One edit: the first becomes the text, the others go, and what stands between them stays. */
function withoutOthers(first: Attribute, others: readonly Attribute[], text: string, source: string): Edit {
  let result = text;
  let position = first.end;
  for (const other of others) {
    const [start, end] = removal(other, source).range;
    result += source.slice(position, start);
    position = end;
  }
  return { range: [first.start, position], text: result };
}
