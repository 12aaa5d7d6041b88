import type { Range } from "../hcl/ast.ts";
import type { RequiredProvider } from "./nouns.ts";
import type { Edit } from "./rule.ts";
import type { Services } from "./services.ts";

/** Adds `version = "…"` to an entry of `required_providers`; `undefined` where its author's style leaves no obvious place. */
export function versionArgument(
  node: RequiredProvider,
  constraint: string,
  services: Services,
  text: (range: Range) => string,
): Edit | undefined {
  const last = itemsOfOwnLines(node, services, text)?.at(-1);
  if (!last) return undefined;
  return { range: [last.end, last.end], text: `${last.indentation}version = "${constraint}"` };
}

/** Adds `source = "…"` as its first item. */
export function sourceArgument(
  node: RequiredProvider,
  source: string,
  services: Services,
  text: (range: Range) => string,
): Edit | undefined {
  const first = itemsOfOwnLines(node, services, text)?.[0];
  if (!first) return undefined;
  return { range: [first.start, first.start], text: `source  = "${source}"${first.indentation}` };
}

interface Line extends Range {
  /** The line break before it and the space that it begins with. */
  readonly indentation: string;
}

/** The items of an entry; `undefined` unless each stands on a line of its own, without a comma. */
function itemsOfOwnLines(
  { attribute: { value } }: RequiredProvider,
  { file }: Services,
  text: (range: Range) => string,
): readonly Line[] | undefined {
  if (value.type !== "ObjectConstructor" || file.syntax !== "native") return undefined;
  const lines: Line[] = [];
  let previous = value.start + 1;
  for (const { start, end } of value.items) {
    const indentation = /(\r?\n[ \t]*)$/u.exec(text({ start: previous, end: start }))?.[1];
    if (indentation === undefined || text({ start: previous, end: start }).includes(",")) return undefined;
    lines.push({ start, end, indentation });
    previous = end;
  }
  return text({ start: previous, end: value.end }).includes(",") ? undefined : lines;
}
