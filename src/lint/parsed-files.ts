import type { ParsedFile } from "../hcl/ast.ts";
import type { FileFailure, Machine } from "../machine/machine.ts";
import { fileKind } from "../terraform/file-kind.ts";
import { unreadableLockFile } from "../terraform/lock-file.ts";
import { parse } from "../terraform/parse.ts";

export interface ReadFile {
  readonly ok: true;
  readonly file: ParsedFile;
  readonly hasBOM: boolean;
}

/** Reads and parses each file once, whoever asks: the linter for the file itself, a module for its neighbours. */
export type ParsedFiles = (path: string) => ReadFile | FileFailure;

export function parsedFiles(machine: Machine): ParsedFiles {
  const known = new Map<string, ReadFile | FileFailure>();
  return (path) => {
    let result = known.get(path);
    if (!result) {
      const content = machine.files.read(path);
      result = content.ok
        ? { ok: true, file: parse(content.bytes, path), hasBOM: startsWithBOM(content.bytes) }
        : unread(path, content);
      known.set(path, result);
    }
    return result;
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
