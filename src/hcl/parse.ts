import type { ParsedFile } from "./ast.ts";
import { decode } from "./decode.ts";
import { parseJson } from "./json-parse.ts";
import type { JsonBodySchema } from "./json-schema.ts";
import { parseNative } from "./parse-text.ts";

export { parseExpression, parseTemplate } from "./parse-text.ts";
export type { ParsedExpression } from "./parse-text.ts";

/** Without a schema, nothing in a JSON file is known to be a block. */
const argumentsOnly: JsonBodySchema = { blocks: {}, arguments: {}, otherArguments: "template" };

/**
 * Reads a file: JSON when its name ends in `.json`, native syntax otherwise. Never throws: whatever is wrong is in
 * `errors`, and what can be understood is in `body`.
 *
 * @param fileName as it shall appear in the errors that name a place.
 * @param schema what may be a block; for JSON only.
 */
export function parse(
  source: string | Uint8Array,
  fileName: string,
  schema: JsonBodySchema = argumentsOnly,
): ParsedFile {
  const text = typeof source === "string" ? source : decode(source);
  return fileName.endsWith(".json") ? parseJson(text, fileName, schema) : parseNative(text, fileName);
}
