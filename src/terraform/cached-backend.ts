import { parse, type AnyNode, type ObjectNode, type ValueNode } from "@humanwhocodes/momoa";
import {
  boolValue,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  tupleValue,
  withOrigins,
} from "../values/construct.ts";
import { parseNumber } from "../values/number-text.ts";
import type { Origin, SourceText } from "../values/origin.ts";
import type { Value } from "../values/value.ts";
import { dataDirectory, readText } from "./data-directory.ts";
import type { Argument, EvaluatedBody } from "./evaluated-body.ts";
import type { CachedBackend } from "./module.ts";
import type { Session } from "./session.ts";
import type { SourceRange } from "./source-range.ts";

/**
 * The backend that an earlier `terraform init` settled on, from `terraform.tfstate` in the data directory (format 3). `null` when there is none,
 * or when the file isn't what Terraform writes.
 */
export function readCachedBackend({ root, machine, options }: Session): CachedBackend | null {
  if (options.environment === false) return null;
  const file = readText(machine.paths.join(dataDirectory(root, machine), "terraform.tfstate"), machine);
  const state = file && parseObject(file.source);
  if (!file || !state || text(member(state, "version")) !== "3") return null;
  const backend = member(state, "backend");
  const type = backend?.type === "Object" ? text(member(backend, "type")) : null;
  if (backend?.type !== "Object" || type === null) return null;
  const config = member(backend, "config");
  return { type, file, body: bodyOf(config?.type === "Object" ? config : null, rangeOf(backend, file), file) };
}

function parseObject(source: string): ObjectNode | null {
  try {
    const { body } = parse(source, { mode: "json", ranges: true });
    return body.type === "Object" ? body : null;
  } catch {
    return null;
  }
}

function bodyOf(config: ObjectNode | null, place: SourceRange, file: SourceText): EvaluatedBody {
  const members = new Map(
    (config?.members ?? []).flatMap(({ name, value }) =>
      value.type === "Null" ? [] : [[name.type === "String" ? name.value : name.name, value] as const],
    ),
  );
  return {
    place,
    names: () => [...members.keys()],
    argument(name): Argument | undefined {
      const node = members.get(name);
      return node && { name, value: valueOf(node, file), place: rangeOf(node, file), attribute: null, diagnostics: [] };
    },
    blocks: () => [],
  };
}

function valueOf(node: ValueNode, file: SourceText): Value {
  const origin: Origin = { kind: "file", ...rangeOf(node, file) };
  switch (node.type) {
    case "String":
      return stringValue(node.value, origin);
    case "Boolean":
      return boolValue(node.value, origin);
    case "Number": {
      const number = parseNumber(file.source.slice(origin.start, origin.end));
      return number ? numberValue(number, origin) : nullValue();
    }
    case "Array":
      return withOrigins(tupleValue(node.elements.map(({ value }) => valueOf(value, file))), origin);
    case "Object":
      return withOrigins(
        objectValue(
          node.members.map(({ name, value }) => [
            name.type === "String" ? name.value : name.name,
            valueOf(value, file),
          ]),
        ),
        origin,
      );
    // JSON has none of the numbers that have no digits.
    case "Null":
    case "NaN":
    case "Infinity":
      return nullValue();
  }
}

function member(object: ObjectNode, name: string): ValueNode | undefined {
  return object.members.find((entry) => entry.name.type === "String" && entry.name.value === name)?.value;
}

function text(node: ValueNode | undefined): string | null {
  return node?.type === "String" || node?.type === "Number" ? String(node.value) : null;
}

function rangeOf({ range: [start, end] = [0, 0] }: AnyNode, file: SourceText): SourceRange {
  return { file, start, end };
}
