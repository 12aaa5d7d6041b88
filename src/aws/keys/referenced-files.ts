import type { Expression, ParsedFile, Range } from "../../hcl/ast.ts";
import { walk } from "../../hcl/visit.ts";
import type { Machine } from "../../machine/machine.ts";
import { repositoryRoot } from "../../machine/repository-root.ts";
import type { Module } from "../../terraform/module.ts";
import type { Value } from "../../values/value.ts";
import { findKeys, type FoundKey } from "./find-keys.ts";
import { standIn } from "./stand-in.ts";

/** A file that a configuration reads or names, with the credentials in it. */
export interface ReferencedFile {
  /** The path in the configuration: the argument of `file`, an entry of `shared_credentials_files`. */
  readonly at: Range;
  /** `templatefile`, `shared_credentials_files`. */
  readonly by: string;
  /** Absolute path. */
  readonly path: string;
  readonly keys: readonly [FoundKey, ...FoundKey[]];
}

/** Functions that put a file's text into the configuration. */
const readers: ReadonlySet<string> = new Set(["file", "filebase64", "templatefile"]);
/** Arguments that name files of keys. */
const credentialFiles = /^shared_(?:credentials_files?|config_files)$/u;
/** What must stand in a file's text before it is looked through. */
const mentions = /\b(?:file|filebase64|templatefile)\(|shared_c/u;
/** Bytes; scripts and key files are shorter by far. */
const largestFile = 1_000_000;

/** Finds the credentials in the files that a file of a module reads or points to, as long as they stand in its repository. */
export function referencedFiles(file: ParsedFile, module: Module, machine: Machine): ReferencedFile[] {
  if (!mentions.test(file.source)) return [];
  const found: ReferencedFile[] = [];
  const look = (by: string, expression: Expression): void => {
    for (const text of stringsIn(module.evaluate(expression, file).value)) {
      const path = pathInRepository(text, module.root.directory, machine);
      const [first, ...others] = path === null ? [] : keysIn(path, machine);
      if (path === null || !first) continue;
      found.push({ at: { start: expression.start, end: expression.end }, by, path, keys: [first, ...others] });
    }
  };
  walk(file.body, (node) => {
    if (node.type === "Attribute" && credentialFiles.test(node.name.text)) look(node.name.text, node.value);
    if (node.type !== "FunctionCall" || !readers.has(node.name.text)) return true;
    const [path] = node.arguments;
    if (path) look(node.name.text, path);
    return true;
  });
  return found;
}

/** The absolute path of a file, links followed; `null` when it is none, or stands outside the repository of the folder. */
function pathInRepository(text: string, directory: string, machine: Machine): string | null {
  const { files, paths } = machine;
  const path = files.realPath(paths.resolve(directory, text));
  const root = files.realPath(repositoryRoot(directory, machine));
  if (path === null || root === null || files.kind(path) !== "file") return null;
  return path.startsWith(root + paths.separator) ? path : null;
}

function keysIn(path: string, machine: Machine): FoundKey[] {
  const content = machine.files.read(path);
  if (!content.ok || content.bytes.length > largestFile) return [];
  return findKeys(new TextDecoder().decode(content.bytes)).filter(({ value }) => {
    const kind = standIn(value);
    return kind === null || kind === "example";
  });
}

function stringsIn(value: Value): string[] {
  if (value.kind === "string") return [value.text];
  return value.kind === "sequence" ? value.elements.flatMap(stringsIn) : [];
}
