import type { ParsedFile } from "../hcl/ast.ts";
import { parse as parseNative } from "../hcl/parse.ts";

export function parse(source: string | Uint8Array, path: string): ParsedFile {
  return parseNative(source, path);
}
