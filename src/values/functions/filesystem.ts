import { goQuote } from "../../hcl/go-quote.ts";
import { boolValue, isSensitive, stringValue, unknownValue, withMarks } from "../construct.ts";
import { setOf } from "../equality.ts";
import { FunctionError, type Functions, type FunctionSpec, unknownFrom } from "../function.ts";
import type { FileAccess, Scope } from "../scope.ts";
import { fromUtf8 } from "../text.ts";
import { boolType, setType, stringType, type Type } from "../type.ts";
import type { Value } from "../value.ts";
import { argument, string, textOf } from "./arguments.ts";
import { encodeBase64 } from "./base64.ts";
import { compileGlob, findFiles } from "./glob.ts";
import { hashFunctionsOf } from "./hash.ts";

const path = { ...string("path"), allows: { marked: true, unknown: true }, steers: true } as const;

const shown = (text: string, sensitive: boolean): string => (sensitive ? "(sensitive value)" : goQuote(text));

const outside = (type: Type): Value => unknownValue(type, "it is read from a file outside of what may be read");

/** `~` as mitchellh/go-homedir expands it, then absolute. */
function locate(given: string, files: FileAccess): string {
  const { machine, workingDirectory } = files;
  const expanded = expandHome(given, machine.home, machine.paths.separator);
  return machine.paths.resolve(workingDirectory, expanded);
}

function expandHome(given: string, home: string, separator: string): string {
  if (!given.startsWith("~")) return given;
  const next = given.charAt(1);
  if (next !== "" && next !== "/" && next !== separator)
    throw new FunctionError("failed to expand ~: cannot expand user-specific home dir");
  return home + given.slice(1);
}

/** The place with all links followed, when it may be read; `null` when it may not. A missing file counts as where it would be. */
function allowed(location: string, { machine, allowedRoot }: FileAccess): string | null {
  const { files, paths } = machine;
  const root = files.realPath(allowedRoot) ?? allowedRoot;
  const real = files.realPath(location) ?? location;
  const relative = paths.relative(root, real);
  const inside =
    relative === "" ||
    !(relative === ".." || relative.startsWith(`..${paths.separator}`) || paths.isAbsolute(relative));
  const lexical = paths.relative(allowedRoot, location);
  const named = !(lexical === ".." || lexical.startsWith(`..${paths.separator}`) || paths.isAbsolute(lexical));
  return inside || (named && real === location) ? real : null;
}

type Bytes = { readonly bytes: Uint8Array; readonly location: string } | { readonly unknown: Value };

function readBytes(given: string, sensitive: boolean, scope: Scope, type: Type): Bytes {
  if (scope.files === null)
    return { unknown: unknownValue(type, "it is read from a file, and files are not read here") };
  const location = locate(given, scope.files);
  const real = allowed(location, scope.files);
  if (real === null) return { unknown: outside(type) };
  const content = scope.files.machine.files.read(real);
  if (content.ok) return { bytes: content.bytes, location };
  if (content.reason === "missing" || content.reason === "not-directory") {
    const hint =
      "this function works only with files that are distributed as part of the configuration source code, so if this file will be " +
      "created by a resource in this configuration you must instead obtain this result from an attribute of that resource";
    throw new FunctionError(`no file exists at ${shown(given, sensitive)}; ${hint}`, 0);
  }
  if (content.reason === "is-directory")
    throw new FunctionError(`failed to read file: read ${real}: is a directory`, 0);
  if (content.reason === "denied") throw new FunctionError(`open ${location}: permission denied`, 0);
  return { unknown: unknownValue(type, `${given} can't be read: ${content.message}`) };
}

/** The text of a file, with the file as its origin; unknown when it may not be read. */
export function readTextFile(given: string, sensitive: boolean, scope: Scope): Value {
  const content = readBytes(given, sensitive, scope, stringType);
  if ("unknown" in content) return content.unknown;
  const text = fromUtf8(content.bytes);
  if (text === null) {
    const advice =
      "use the filebase64 function to obtain the Base64 encoded contents or the other file functions (e.g. filemd5, filesha256) to " +
      "obtain file hashing results instead";
    throw new FunctionError(`contents of ${shown(given, sensitive)} are not valid UTF-8; ${advice}`);
  }
  const file = { fileName: content.location, source: text };
  return stringValue(text, { kind: "file", file, start: 0, end: text.length });
}

/** A function of what a file holds. */
const ofContent = (compute: (bytes: Uint8Array, scope: Scope) => string): FunctionSpec => ({
  parameters: [path],
  type: stringType,
  run(args, { scope }) {
    const given = argument(args, 0);
    if (given.kind === "unknown") return withMarks(unknownFrom(stringType, args), given.marks);
    const content = readBytes(textOf(given), isSensitive(given), scope, stringType);
    if ("unknown" in content) return withMarks(content.unknown, given.marks);
    const origin = { kind: "file", file: { fileName: content.location, source: "" }, start: 0, end: 0 } as const;
    return withMarks(stringValue(compute(content.bytes, scope), origin), given.marks);
  },
});

const hashes = Object.entries(hashFunctionsOf).map(([name, hash]) => [`file${name}`, ofContent(hash)] as const);

export const filesystemFunctions: Functions = {
  ...Object.fromEntries(hashes),
  filebase64: ofContent(encodeBase64),
  file: {
    parameters: [path],
    type: stringType,
    run(args, { scope }) {
      const given = argument(args, 0);
      if (given.kind === "unknown") return withMarks(unknownFrom(stringType, args), given.marks);
      return withMarks(readTextFile(textOf(given), isSensitive(given), scope), given.marks);
    },
  },
  fileexists: {
    parameters: [path],
    type: boolType,
    run(args, { scope }) {
      const given = argument(args, 0);
      if (given.kind === "unknown") return withMarks(unknownFrom(boolType, args), given.marks);
      if (scope.files === null) return unknownValue(boolType, "files are not read here");
      const location = locate(textOf(given), scope.files);
      const real = allowed(location, scope.files);
      if (real === null) return outside(boolType);
      const kind = scope.files.machine.files.kind(real);
      if (kind === "directory") {
        // Terraform names an argument that the function does not have, so that its error is about the call.
        throw new FunctionError(`${shown(textOf(given), isSensitive(given))} is a directory, not a file`);
      }
      if (kind === "other")
        throw new FunctionError(`${shown(textOf(given), isSensitive(given))} is not a regular file`);
      return withMarks(boolValue(kind === "file"), given.marks);
    },
  },
  fileset: {
    parameters: [path, { ...path, name: "pattern" }],
    type: setType(stringType),
    run(args, { scope, type }) {
      const [folder, pattern] = [argument(args, 0), argument(args, 1)];
      const marks = folder.marks | pattern.marks;
      if (folder.kind === "unknown" || pattern.kind === "unknown") return withMarks(unknownFrom(type, args), marks);
      if (scope.files === null) return unknownValue(type, "files are not read here");
      const { machine, workingDirectory } = scope.files;
      const location = machine.paths.resolve(workingDirectory, textOf(folder));
      if (allowed(location, scope.files) === null) return outside(type);
      const glob = compileGlob(textOf(pattern));
      if (glob === null)
        throw new FunctionError(
          `failed to glob pattern ${shown(textOf(pattern), isSensitive(pattern))}: syntax error in pattern`,
        );
      const found = findFiles(location, glob, scope.files, scope.budget).map((name) => stringValue(name));
      return withMarks(setOf(stringType, found), marks);
    },
  },
  pathexpand: {
    parameters: [string("path")],
    type: stringType,
    run([given], { scope }) {
      const text = textOf(given);
      if (!text.startsWith("~")) return stringValue(text);
      if (scope.files === null) return unknownValue(stringType, "the home folder is not looked up here");
      const { home, paths } = scope.files.machine;
      return stringValue(expandHome(text, home, paths.separator));
    },
  },
  abspath: {
    parameters: [string("path")],
    type: stringType,
    run([given], { scope }) {
      if (scope.files === null) return unknownValue(stringType, "the working folder is not looked up here");
      const { machine, workingDirectory } = scope.files;
      return stringValue(toSlashes(machine.paths.resolve(workingDirectory, textOf(given)), machine.paths.separator));
    },
  },
  basename: {
    parameters: [string("path")],
    type: stringType,
    run: ([given], { scope }) => stringValue(baseName(textOf(given), separatorsOf(scope))),
  },
  dirname: {
    parameters: [string("path")],
    type: stringType,
    run: ([given], { scope }) => stringValue(directoryName(textOf(given), separatorsOf(scope))),
  },
};

const toSlashes = (text: string, separator: string): string => text.replaceAll(separator, "/");

const separatorsOf = (scope: Scope): string => (scope.files?.machine.platform === "win32" ? "\\/" : "/");

/** Go's `filepath.Base`. */
function baseName(text: string, separators: string): string {
  if (text === "") return ".";
  let end = text.length;
  while (end > 0 && separators.includes(text.charAt(end - 1))) end--;
  if (end === 0) return separators.charAt(0);
  let start = end;
  while (start > 0 && !separators.includes(text.charAt(start - 1))) start--;
  return text.slice(start, end);
}

/** Go's `filepath.Dir`: all before the last separator, cleaned. */
function directoryName(text: string, separators: string): string {
  let end = text.length;
  while (end > 0 && !separators.includes(text.charAt(end - 1))) end--;
  return clean(text.slice(0, end), separators);
}

/** Go's `filepath.Clean`, but for the volume names of Windows. */
function clean(text: string, separators: string): string {
  const [separator = "/"] = separators;
  const rooted = text !== "" && separators.includes(text.charAt(0));
  const kept: string[] = [];
  for (const part of text.split(separators === "/" ? "/" : /[\\/]/)) {
    if (part === "" || part === ".") continue;
    if (part !== ".." || (kept.length === 0 && !rooted) || kept.at(-1) === "..") {
      if (part !== ".." || !rooted || kept.length > 0) kept.push(part);
    } else kept.pop();
  }
  return (rooted ? separator : "") + kept.join(separator) || ".";
}
