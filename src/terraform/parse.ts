import type { ParsedFile } from "../hcl/ast.ts";
import type { JsonBodySchema } from "../hcl/json-schema.ts";
import { parse as parseHcl } from "../hcl/parse.ts";
import { fileKind } from "./file-kind.ts";
import { configurationSchema, variablesSchema } from "./json-schema.ts";

/**
 * Reads one of Terraform's files, whichever way it is spelt. Never throws.
 *
 * @param path as it shall appear in the errors that name a place.
 */
export function parse(source: string | Uint8Array, path: string): ParsedFile {
  return parseHcl(source, path, schemaOf(path));
}

/** A JSON file of unknown kind is taken for configuration. */
function schemaOf(path: string): JsonBodySchema {
  return fileKind(path)?.content === "variables" ? variablesSchema : configurationSchema;
}
