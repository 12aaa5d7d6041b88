import { readdirSync, readFileSync, realpathSync, statSync, type Dirent, type Stats } from "node:fs";
import { environmentOf, homeOf } from "./environment.ts";
import type { DirectoryEntry, FileFailure, FileKind, FileReader, Machine, Platform } from "./machine.ts";
import { pathsOf } from "./paths.ts";

/** No configuration is larger; a larger file is named, not read. Bytes. */
const maximumFileSize = 256 * 1024 * 1024;

/** This computer, as it is at the moment of the call. */
export function nodeMachine(): Machine {
  const platform: Platform = process.platform === "win32" || process.platform === "darwin" ? process.platform : "linux";
  const environment = environmentOf(process.env, platform);
  const currentDirectory = process.cwd();
  return {
    platform,
    environment,
    home: homeOf(environment, platform),
    currentDirectory,
    now: Date.now(),
    files: nodeFiles,
    paths: pathsOf(platform, currentDirectory),
  };
}

const nodeFiles: FileReader = {
  read(path) {
    try {
      const stats = statSync(path);
      // A pipe or a device would block the run, or never end.
      if (stats.isDirectory()) return failure("is-directory");
      if (!stats.isFile()) return failure("special");
      if (stats.size > maximumFileSize) return failure("too-large");
      return { ok: true, bytes: readFileSync(path) };
    } catch (error) {
      return failureOf(error);
    }
  },
  list(path) {
    try {
      return { ok: true, entries: readdirSync(path, { withFileTypes: true }).map(toEntry) };
    } catch (error) {
      return failureOf(error);
    }
  },
  kind(path) {
    try {
      return kindOf(statSync(path));
    } catch {
      return null;
    }
  },
  realPath(path) {
    try {
      return realpathSync.native(path);
    } catch {
      return null;
    }
  },
};

function kindOf(entry: Stats | Dirent): FileKind {
  if (entry.isFile()) return "file";
  return entry.isDirectory() ? "directory" : "other";
}

function toEntry(entry: Dirent): DirectoryEntry {
  return { name: entry.name, kind: entry.isSymbolicLink() ? "link" : kindOf(entry) };
}

const messages: Readonly<Record<FileFailure["reason"], string>> = {
  missing: "no such file or directory",
  denied: "permission denied",
  "is-directory": "is a directory",
  "not-directory": "not a directory",
  special: "not a regular file",
  "too-large": `larger than ${maximumFileSize / 1024 / 1024} MiB`,
  failed: "cannot be read",
};

const reasons: Readonly<Record<string, FileFailure["reason"]>> = {
  ENOENT: "missing",
  EACCES: "denied",
  EPERM: "denied",
  EISDIR: "is-directory",
  ENOTDIR: "not-directory",
  ERR_FS_FILE_TOO_LARGE: "too-large",
};

function failure(reason: FileFailure["reason"]): FileFailure {
  return { ok: false, reason, message: messages[reason] };
}

function failureOf(error: unknown): FileFailure {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = reasons[code];
  if (reason) return failure(reason);
  const detail = code === "ELOOP" ? "too many levels of symbolic links" : code;
  return { ok: false, reason: "failed", message: detail === "" ? messages.failed : `${messages.failed} (${detail})` };
}
