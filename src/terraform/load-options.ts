import type { ParsedFile } from "../hcl/ast.ts";
import type { FileFailure } from "../machine/machine.ts";
import type { Libraries } from "../values/libraries.ts";
import type { Program } from "../values/scope.ts";
import type { RootModule } from "./module.ts";

/** What a user could also say to `terraform init` and `terraform plan`, and what the caller has at hand already. */
export interface LoadOptions {
  /** Default `terraform`. */
  readonly program?: Program;
  /**
   * The release of the program, as `1.11.4`, or what tells it of a root module: it says which arguments and blocks there are. Default: the
   * newest that is known.
   */
  readonly version?: string | ((root: RootModule) => string);
  /** `-var` and `-var-file`, in the order given: later ones win. */
  readonly variables?: readonly VariableFlag[];
  /** `-backend-config`, in the order given: files, or `key=value`. */
  readonly backendConfig?: readonly string[];
  /** Absolute path that files in `variables` and `backendConfig` count from. Default: the root module's folder, in which Terraform runs. */
  readonly givenFrom?: string;
  /** Beats `TF_WORKSPACE` and `.terraform/environment`. */
  readonly workspace?: string;
  /** `false`: neither `TF_*` variables nor `.terraform` say anything, so that the answer is the same on every machine. Default `true`. */
  readonly environment?: boolean;
  /** Absolute path that `file()` and its relatives may not leave. Default: the root module's folder. */
  readonly allowedRoot?: string;
  /** Reads and parses a file. Default: the machine's file, parsed once per load. Pass one to share what is parsed already. */
  readonly readFile?: FileParser;
  /** Who keeps what `readFile` read: a set of folders that is too large to be kept is read part by part. */
  readonly memory?: TreeMemory;
  readonly libraries: Libraries;
}

export type VariableFlag =
  { readonly flag: "-var"; readonly value: string } | { readonly flag: "-var-file"; readonly value: string };

export interface TreeMemory {
  /** Whether so much is kept that it should be let go of when it isn't needed at once. */
  isFull(): boolean;
  release(): void;
  /** Whether a word stands in a file; it isn't parsed for that. A file that can't be read holds none. */
  mentions(path: string, word: string): boolean;
}

/** The parsed file at an absolute path, or why it can't be read. */
export type FileParser = (path: string) => ParsedFile | FileFailure;
