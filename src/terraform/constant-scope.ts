import { createBudget } from "../values/budget.ts";
import type { Libraries } from "../values/libraries.ts";
import type { SourceText } from "../values/origin.ts";
import type { Program, Scope } from "../values/scope.ts";

/** Makes the scope for a file in which only constants are allowed: the default of a variable, a tfvars file, a Terraform backend. */
export type ConstantScope = (file: SourceText) => Scope;

export function constantScope(program: Program, libraries: Libraries): ConstantScope {
  const budget = createBudget();
  return (file) => ({ file, program, names: null, functionCalls: false, files: null, libraries, budget });
}
