import * as legacyHashes from "@noble/hashes/legacy.js";
import * as sha2 from "@noble/hashes/sha2.js";
import * as csv from "csv-parse/sync";
import * as re2 from "re2js";
import * as yaml from "yaml";
import { parseExpression } from "../../src/hcl/parse.ts";
import type { Machine } from "../../src/machine/machine.ts";
import { createBudget } from "../../src/values/budget.ts";
import { evaluate } from "../../src/values/evaluate.ts";
import type { Evaluation } from "../../src/values/evaluation.ts";
import type { Libraries } from "../../src/values/libraries.ts";
import { moduleNames } from "../../src/values/module-names.ts";
import type { ModuleSymbols } from "../../src/values/module-symbols.ts";
import type { Scope } from "../../src/values/scope.ts";

export const libraries: Libraries = { re2, yaml, csv, sha2, legacyHashes };

/** A root module that declares nothing but what is given. */
export const emptyModule = (symbols: Partial<ModuleSymbols> = {}): ModuleSymbols => ({
  variables: new Map(),
  locals: new Map(),
  modules: new Map(),
  path: { module: ".", root: ".", cwd: "/work" },
  workspace: "default",
  displayName: "the root module",
  resource: () => undefined,
  each: null,
  count: null,
  self: null,
  ...symbols,
});

export interface ScopeOptions extends Partial<Omit<Scope, "file" | "files">> {
  readonly symbols?: Partial<ModuleSymbols>;
  readonly machine?: Machine;
}

export const scopeFor = (source: string, { symbols, machine, ...options }: ScopeOptions = {}): Scope => ({
  file: { fileName: "<expr>", source },
  program: "terraform",
  names: moduleNames(emptyModule(symbols)),
  functionCalls: true,
  files: machine ? { machine, workingDirectory: "/work", allowedRoot: "/work" } : null,
  libraries,
  budget: createBudget(),
  ...options,
});

/** What an expression comes to; syntax errors are errors of the test. */
export function evaluateText(source: string, options: ScopeOptions = {}): Evaluation {
  const { expression, errors } = parseExpression(source, "<expr>");
  if (errors.length > 0) throw new Error(`${source}: ${errors[0]?.summary ?? ""}: ${errors[0]?.detail ?? ""}`);
  return evaluate(expression, scopeFor(source, options));
}
