import type { ScopeTraversal } from "../hcl/ast.ts";
import type { Machine } from "../machine/machine.ts";
import type { Budget } from "./budget.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Libraries } from "./libraries.ts";
import type { SourceText } from "./origin.ts";
import type { Value } from "./value.ts";

/** All that the value of an expression depends on besides the expression. */
export interface Scope {
  /** The text that the positions of the expression refer to. */
  readonly file: SourceText;
  readonly program: Program;
  /** What names stand for; `null` where Terraform allows none (a tfvars file, the default of a variable). */
  readonly names: Names | null;
  /** `false` where Terraform allows no function calls. */
  readonly functionCalls: boolean;
  /** What `file` and its relatives may read; `null`: nothing, and their results are unknown. */
  readonly files: FileAccess | null;
  readonly libraries: Libraries;
  /** What may still be spent. Share one between scopes to bound them together. */
  readonly budget: Budget;
  /** The local names of the providers that the module requires: their functions exist, but are unknown. */
  readonly providers?: ReadonlySet<string>;
  /** The function whose template the expression stands in: templates may not call everything. */
  readonly insideTemplate?: "templatefile" | "templatestring";
}

export type Program = "terraform" | "opentofu";

/** What the references of an expression stand for. `moduleNames(symbols)` makes the one for a module. */
export interface Names {
  /**
   * What Terraform says of a reference before it evaluates anything: also of one that the expression would never come to, as
   * in `true || local.undeclared`. `null`: nothing. Must not evaluate.
   */
  check(reference: ScopeTraversal, scope: Scope): Diagnostic | null;
  /** Asked only for references that `check` found nothing wrong with. */
  resolve(reference: ScopeTraversal, scope: Scope): Resolution;
}

export interface Resolution {
  readonly value: Value;
  /** How many steps of the traversal the value already answers: 1 for `var.x.y`, 2 for `data.t.n.y`. */
  readonly steps: number;
}

/** The folders that functions may read. */
export interface FileAccess {
  readonly machine: Machine;
  /** Absolute path of the folder that Terraform is started in: relative paths begin there. */
  readonly workingDirectory: string;
  /** Absolute path of the folder that no path may leave, links followed. */
  readonly allowedRoot: string;
}
