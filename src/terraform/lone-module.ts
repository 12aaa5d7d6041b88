import type { ParsedFile } from "../hcl/ast.ts";
import { dynamicType } from "../values/type.ts";
import type { FlowModule } from "./possible-sources.ts";

/**
 * A file that is a module to itself as far as values flow: one of backend arguments, one of Terragrunt, or one whose
 * neighbours nobody knows. Only its literals are known.
 */
export function loneModule(file: ParsedFile): FlowModule {
  return {
    address: "",
    files: [file],
    parent: null,
    call: null,
    children: () => [],
    evaluate: () => ({
      value: {
        kind: "unknown",
        type: dynamicType,
        marks: 0,
        origins: null,
        reason: "the file stands alone",
        notNull: false,
      },
      diagnostics: [],
    }),
  };
}
