import { chainBackend } from "./chain-backend.ts";
import { chainProvider } from "./chain-provider.ts";
import { constraintCases, constraintSelection } from "./constraint.ts";
import { hclFunctions } from "./hcl-functions.ts";
import { hclModuleValues } from "./hcl-module-values.ts";
import { hclSyntax } from "./hcl-syntax.ts";
import type { Kind } from "./kind.ts";

/** Every file format that the runner knows; the first that recognises a file runs it. */
export const kinds: readonly Kind[] = [
  chainBackend,
  chainProvider,
  constraintCases,
  constraintSelection,
  hclFunctions,
  hclModuleValues,
  hclSyntax,
];
