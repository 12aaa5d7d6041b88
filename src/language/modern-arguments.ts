import { flatEndpoints, flatRole } from "../aws/backend/preparation.ts";
import type { Attribute, Block, Expression, Range } from "../hcl/ast.ts";
import { oldestHas } from "./backend-arguments.ts";
import { removal } from "./removal.ts";
import type { Edit } from "./rule.ts";
import type { Services } from "./services.ts";
import { literalText } from "./written-constraint.ts";

/** How a deprecated argument is written now; `value` is `null` when that takes a human. */
interface Replacement {
  /** The object that it moves into. */
  readonly object?: string;
  readonly name: string;
  readonly value?: (written: string, value: Expression) => string | null;
}

/** An argument of a backend block, or of the `config` of a remote state. */
interface Setting extends Range {
  readonly name: string;
  readonly value: Expression;
}

const replacements = new Map<string, Replacement>([
  ...Object.entries(flatRole).map(([flat, name]) => [flat, { object: "assume_role", name }] as const),
  ["assume_role_duration_seconds", { object: "assume_role", name: "duration", value: duration }],
  ...Object.entries(flatEndpoints).map(([flat, name]) => [flat, { object: "endpoints", name }] as const),
  ["shared_credentials_file", { name: "shared_credentials_files", value: (written) => `[${written}]` }],
  ["force_path_style", { name: "use_path_style" }],
]);

/**
 * Writes a deprecated argument of a `backend "s3"` block or of a remote state as it is written now, together with those that move into the
 * same object. `undefined`: there is no such thing, the block has the new one as well, or a release that is admitted doesn't know it yet.
 */
export function modernArgument(block: Block, name: string, source: string, services: Services): Edit | undefined {
  const replacement = replacements.get(name);
  if (!replacement || services.file.syntax !== "native") return undefined;
  const { object = replacement.name } = replacement;
  const all = settingsOf(block);
  const isTaken = all.some((setting) => setting.name === object);
  const consumers = services.consumers(block);
  const isKnown = consumers.every((placed) => oldestHas(placed, object));
  if (isTaken || !isKnown || consumers.length === 0) return undefined;
  const moved = all.filter((setting) =>
    replacement.object === undefined ? setting.name === name : replacements.get(setting.name)?.object === object,
  );
  const lines = moved.map((setting) => line(setting, source));
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

function settingsOf({ kind, body }: Block): readonly Setting[] {
  const attributes = body.items.filter((item): item is Attribute => item.type === "Attribute");
  if (kind.text === "backend") {
    return attributes.map(({ name, start, end, value }) => ({ name: name.text, start, end, value }));
  }
  const config = attributes.find(({ name }) => name.text === "config")?.value;
  return config?.type === "ObjectConstructor"
    ? config.items.map(({ key, start, end, value }) => ({
        name: key.bareName ?? literalText(key.expression) ?? "",
        start,
        end,
        value,
      }))
    : [];
}

function line({ name, value: expression }: Setting, source: string): readonly [name: string, value: string] | null {
  const replacement = replacements.get(name);
  const written = source.slice(expression.start, expression.end);
  // The end of a heredoc must stay at the beginning of its line.
  if (!replacement || written.includes("<<")) return null;
  const value = replacement.value ? replacement.value(written, expression) : written;
  return value === null ? null : [replacement.name, value];
}

function duration(_: string, value: Expression): string | null {
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

function indentationOf({ start }: Range, source: string): string {
  return /[ \t]*$/u.exec(source.slice(0, start))?.[0] ?? "";
}

/** One edit: the first becomes the text, the others go, and what stands between them stays. */
function withoutOthers(first: Range, others: readonly Range[], text: string, source: string): Edit | undefined {
  let result = text;
  let position = first.end;
  for (const other of others) {
    const [start, end] = removal(other, source).range;
    // Between commas it takes more than to leave one out.
    if (/,\s*$/u.test(source.slice(0, start)) || /^\s*,/u.test(source.slice(other.end))) return undefined;
    result += source.slice(position, start);
    position = end;
  }
  return { range: [first.start, position], text: result };
}
