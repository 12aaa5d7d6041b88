/** tf-preflight as a library. */
export { parse } from "./terraform/parse.ts";
export { toJson } from "./hcl/to-json.ts";
export { lint, type LintRequest, type LintResult } from "./lint/lint.ts";
export { nodeMachine } from "./machine/node.ts";
export { memoryMachine } from "./machine/memory.ts";
export type * from "./hcl/ast.ts";
export type * from "./machine/machine.ts";
