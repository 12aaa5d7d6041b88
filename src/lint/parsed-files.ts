import type { ParsedFile } from "../hcl/ast.ts";
import type { FileContent, FileFailure, Machine } from "../machine/machine.ts";
import { fileKind } from "../terraform/file-kind.ts";
import type { TreeMemory } from "../terraform/load-options.ts";
import { unreadableLockFile } from "../terraform/lock-file.ts";
import { parse } from "../terraform/parse.ts";

export interface ReadFile {
  readonly ok: true;
  readonly file: ParsedFile;
  readonly hasBOM: boolean;
}

/** Reads and parses each file once, whoever asks: the linter for the file itself, a module for its neighbours. */
export interface ParsedFiles extends TreeMemory {
  read(path: string): ReadFile | FileFailure;
}

/** Characters of source: a tree takes some twenty bytes for each. */
const treesKept = 2_000_000;
/** How many bytes of a file that isn't parsed count as one character of one that is. */
const unparsedBytes = 16;

export function parsedFiles(machine: Machine): ParsedFiles {
  const known = new Map<string, ReadFile | FileFailure>();
  const unparsed = new Map<string, FileContent>();
  let kept = 0;
  return {
    read(path) {
      let result = known.get(path);
      if (!result) {
        const content = unparsed.get(path) ?? machine.files.read(path);
        unparsed.delete(path);
        result = content.ok
          ? { ok: true, file: parse(content.bytes, path), hasBOM: startsWithBOM(content.bytes) }
          : unread(path, content);
        if (result.ok) kept += result.file.source.length;
        known.set(path, result);
      }
      return result;
    },
    mentions(path, word) {
      const parsed = known.get(path);
      if (parsed) return parsed.ok && parsed.file.source.includes(word);
      const content = unparsed.get(path) ?? machine.files.read(path);
      if (!unparsed.has(path) && content.ok) kept += content.bytes.length / unparsedBytes;
      unparsed.set(path, content);
      if (!content.ok) return false;
      const { buffer, byteOffset, byteLength } = content.bytes;
      return Buffer.from(buffer, byteOffset, byteLength).includes(word);
    },
    isFull: () => kept > treesKept,
    release() {
      known.clear();
      unparsed.clear();
      kept = 0;
    },
  };
}

/** Terraform goes on without a file of any other kind. */
function unread(path: string, failure: FileFailure): ReadFile | FileFailure {
  const file = fileKind(path)?.content === "lock-file" ? unreadableLockFile(path, failure) : null;
  return file ? { ok: true, file, hasBOM: false } : failure;
}

function startsWithBOM(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
