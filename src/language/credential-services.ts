import { keysInFile, type KeyInFile } from "../aws/keys/keys-in-file.ts";
import { referencedFiles, type ReferencedFile } from "../aws/keys/referenced-files.ts";
import {
  secretSources,
  type HardcodedLiteral,
  type SecretSources,
  type SecretUse,
} from "../aws/keys/secret-sources.ts";
import { stateFiles, type StateFile } from "../aws/keys/state-files.ts";
import type { Block, ParsedFile } from "../hcl/ast.ts";
import type { Machine } from "../machine/machine.ts";
import { fileKind, type FileContentKind } from "../terraform/file-kind.ts";
import { loneModule } from "../terraform/lone-module.ts";
import type { Module, RootModule } from "../terraform/module.ts";

/** What rules may ask about the credentials in and around a file. Worked out when it is first asked for. */
export interface CredentialServices {
  /** The literals of the file that reach an argument which takes a secret. */
  literals(): readonly HardcodedLiteral[];
  /** Credentials of AWS anywhere else in the file. */
  otherKeys(): readonly KeyInFile[];
  /** Files that the file reads or points to and that hold credentials. */
  referencedFiles(): readonly ReferencedFile[];
  /** The argument that takes a secret and that the value of a `variable` block of the file reaches. */
  reachedBy(variable: Block): SecretUse | undefined;
  /** State files beside the file that hold credentials. */
  stateFiles(): readonly StateFile[];
}

export interface CredentialSourceRequest {
  /** The module instances that a folder is. */
  readonly instancesOf: (directory: string) => readonly Module[];
  /** `null` for a file that can't be read. */
  readonly parsed: (path: string) => ParsedFile | null;
  readonly machine: Machine;
}

/** How far below a root module its variables files may lie: `environments/prod/eu.tfvars`. */
const deepestVariables = 3;

/** Answers for all files of a run: each root module is searched once. */
export function credentialSource(
  request: CredentialSourceRequest,
): (path: string, file: ParsedFile) => CredentialServices {
  const { machine, instancesOf } = request;
  const ofRoot = new WeakMap<RootModule, SecretSources>();
  const searched = (root: RootModule): SecretSources => {
    let sources = ofRoot.get(root);
    if (!sources) {
      const variables = variablesFilesOf(root.directory, request);
      const modules = root.modules().map((module) => ({
        module,
        providerType: (name: string) => module.providerNamed(name).type,
      }));
      sources = secretSources(modules, () => variables);
      ofRoot.set(root, sources);
    }
    return sources;
  };

  return (path, file) => {
    const directory = machine.paths.dirname(path);
    const content = contentOf(path);
    const sources = once(() => sourcesOf(file, content, nearestModules(directory, content, request), searched));
    return {
      ...inFile(file, sources),
      referencedFiles: once(() =>
        instancesOf(directory)
          .slice(0, 1)
          .flatMap((module) => referencedFiles(file, module, machine)),
      ),
      stateFiles: once(() => stateFiles(directory, machine)),
    };
  };
}

/** Answers for a file whose neighbours nobody knows. */
export function credentialsOfFile(path: string, file: ParsedFile): CredentialServices {
  const sources = once(() => sourcesOf(file, contentOf(path), [], () => nothing));
  return { ...inFile(file, sources), referencedFiles: () => [], stateFiles: () => [] };
}

const nothing: SecretSources = { literals: new Map(), variables: new Map() };

function contentOf(path: string): FileContentKind {
  return fileKind(path)?.content ?? "configuration";
}

function inFile(
  file: ParsedFile,
  sources: () => readonly SecretSources[],
): Pick<CredentialServices, "literals" | "otherKeys" | "reachedBy"> {
  const literals = once(() => sources().flatMap((each) => each.literals.get(file.fileName) ?? []));
  return {
    literals,
    otherKeys: once(() => keysInFile(file).filter((key) => !literals().some((literal) => overlaps(literal, key)))),
    reachedBy: (variable) =>
      sources()
        .map((each) => each.variables.get(variable))
        .find((use) => use !== undefined),
  };
}

/** The modules that a file belongs to; for values and backend arguments in a folder of their own, those of the folders above. */
function nearestModules(
  directory: string,
  content: FileContentKind,
  request: CredentialSourceRequest,
): readonly Module[] {
  const { instancesOf, machine } = request;
  let folder = directory;
  for (let depth = 0; depth <= deepestVariables; depth++) {
    const modules = instancesOf(folder);
    if (modules.length > 0 || (content !== "variables" && content !== "backend-config")) return modules;
    folder = machine.paths.dirname(folder);
  }
  return [];
}

function sourcesOf(
  file: ParsedFile,
  content: FileContentKind,
  modules: readonly Module[],
  searched: (root: RootModule) => SecretSources,
): SecretSources[] {
  const roots = [...new Set(modules.map(({ root }) => root))];
  if (content !== "backend-config" && content !== "terragrunt" && roots.length > 0) return roots.map(searched);
  const alone = {
    module: loneModule(file),
    providerType: (name: string) => name,
    backendType: roots[0]?.backend?.type,
  };
  return [secretSources([alone], () => [])];
}

/** All files of values beside a root module and in folders below it that hold no configuration of their own. */
function variablesFilesOf(directory: string, request: CredentialSourceRequest, depth = 0): ParsedFile[] {
  const { files, paths } = request.machine;
  const listed = files.list(directory);
  if (!listed.ok) return [];
  const kinds = listed.entries.map(({ name, kind }) => ({
    path: paths.join(directory, name),
    kind,
    content: fileKind(name)?.content,
  }));
  if (depth > 0 && kinds.some(({ content }) => content === "configuration")) return [];
  return kinds.flatMap(({ path, kind, content }) => {
    if (kind === "directory") {
      const isHidden = paths.basename(path).startsWith(".");
      return isHidden || depth === deepestVariables ? [] : variablesFilesOf(path, request, depth + 1);
    }
    return content === "variables" ? (request.parsed(path) ?? []) : [];
  });
}

function overlaps(
  a: { readonly start: number; readonly end: number },
  b: { readonly start: number; readonly end: number },
): boolean {
  return a.start < b.end && b.start < a.end;
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => (known ??= { value: compute() }).value;
}
