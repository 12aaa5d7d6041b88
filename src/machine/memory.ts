import { environmentOf, homeOf } from "./environment.ts";
import type { DirectoryEntry, FileContent, FileFailure, FileReader, Machine, Paths, Platform } from "./machine.ts";
import { pathsOf } from "./paths.ts";

export interface MemoryMachineInit {
  /** Contents by path (relative ones count from `currentDirectory`). A failure stands for a file that can't be read. */
  readonly files?: Readonly<Record<string, string | Uint8Array | FileFailure>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Default `linux`. */
  readonly platform?: Platform;
  /** Default `/work`, `C:\work` on Windows. */
  readonly currentDirectory?: string;
  /** Default: what the environment says. */
  readonly home?: string;
  /** Milliseconds since 1970 (UTC). */
  readonly now?: number;
}

/** A computer that exists only in memory: for tests, editors with unsaved files, a playground. It has no links. */
export function memoryMachine({
  files = {},
  environment: variables = {},
  platform = "linux",
  currentDirectory = platform === "win32" ? "C:\\work" : "/work",
  home,
  now = Date.UTC(2026, 8, 9),
}: MemoryMachineInit = {}): Machine {
  const paths = pathsOf(platform, currentDirectory);
  const environment = environmentOf(variables, platform);
  return {
    platform,
    environment,
    home: home ?? homeOf(environment, platform),
    currentDirectory,
    now,
    files: memoryFiles(files, paths, platform),
    paths,
  };
}

const missing: FileFailure = { ok: false, reason: "missing", message: "no such file or directory" };
const isDirectory: FileFailure = { ok: false, reason: "is-directory", message: "is a directory" };
const notDirectory: FileFailure = { ok: false, reason: "not-directory", message: "not a directory" };

function memoryFiles(
  files: Readonly<Record<string, string | Uint8Array | FileFailure>>,
  paths: Paths,
  platform: Platform,
): FileReader {
  const key = (path: string): string =>
    platform === "win32" ? paths.resolve(path).toLowerCase() : paths.resolve(path);
  const contents = new Map<string, FileContent>();
  const directories = new Map<string, Map<string, DirectoryEntry>>();

  const enter = (path: string, kind: DirectoryEntry["kind"]): void => {
    const parent = paths.dirname(path);
    if (parent === path) {
      if (!directories.has(key(path))) directories.set(key(path), new Map());
      return;
    }
    const siblings = directories.get(key(parent));
    if (siblings) siblings.set(paths.basename(path), { name: paths.basename(path), kind });
    else {
      directories.set(key(parent), new Map([[paths.basename(path), { name: paths.basename(path), kind }]]));
      enter(parent, "directory");
    }
  };

  for (const [name, content] of Object.entries(files)) {
    const path = paths.resolve(name);
    contents.set(key(path), toContent(content));
    enter(path, "file");
  }

  return {
    read: (path) => contents.get(key(path)) ?? (directories.has(key(path)) ? isDirectory : missing),
    list(path) {
      const entries = directories.get(key(path));
      if (entries) return { ok: true, entries: [...entries.values()] };
      return contents.has(key(path)) ? notDirectory : missing;
    },
    kind: (path) => (contents.has(key(path)) ? "file" : directories.has(key(path)) ? "directory" : null),
    realPath: (path) => (contents.has(key(path)) || directories.has(key(path)) ? paths.resolve(path) : null),
  };
}

function toContent(content: string | Uint8Array | FileFailure): FileContent {
  if (typeof content === "string") return { ok: true, bytes: new TextEncoder().encode(content) };
  return content instanceof Uint8Array ? { ok: true, bytes: content } : content;
}
