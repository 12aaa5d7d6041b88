/** tf-preflight as a library. */
export type * from "./hcl/ast.ts";
export { toJson } from "./hcl/to-json.ts";
export { parse } from "./terraform/parse.ts";

export { evaluate } from "./values/evaluate.ts";
export type { Evaluation } from "./values/evaluation.ts";
export type { Scope } from "./values/scope.ts";
export type { Type } from "./values/type.ts";
export type { Value } from "./values/value.ts";

export { loadModule } from "./terraform/load-module.ts";
export type { LoadOptions } from "./terraform/load-options.ts";
export type * from "./terraform/module.ts";
export { libraries } from "./lint/libraries.ts";

export { parseConstraint, type Constraint, type InvalidConstraint } from "./versions/constraint.ts";
export { satisfies } from "./versions/satisfies.ts";

export { consumersOf, type PlacedConsumer } from "./aws/consumers.ts";
export type { Consumer } from "./aws/consumer.ts";
export { resolveIdentity } from "./aws/resolve-identity.ts";
export type { Trace } from "./aws/trace.ts";

export type { FileResult, Finding } from "./lint/finding.ts";
export { lint, type LintRequest, type LintResult } from "./lint/lint.ts";

export type * from "./machine/machine.ts";
export { memoryMachine } from "./machine/memory.ts";
export { nodeMachine } from "./machine/node.ts";
