/**
 * The computer as the rest of the program sees it. Everything below `src/hcl`, `src/values`, `src/terraform`, `src/versions`
 * and `src/aws` takes one of these and never asks Node: tests, editors with unsaved files and a browser pass their own.
 */
export interface Machine {
  readonly platform: Platform;
  readonly environment: Environment;
  /** The home folder as Go's `os.UserHomeDir` finds it (`HOME`, or `USERPROFILE` on Windows); empty when there is none. */
  readonly home: string;
  /** Absolute path of the folder that the program was started in. */
  readonly currentDirectory: string;
  /** The moment of the run, in milliseconds since 1970 (UTC). Read once, so that one run gives one answer. */
  readonly now: number;
  readonly files: FileReader;
  readonly paths: Paths;
}

export type Platform = "linux" | "darwin" | "win32";

/** Environment variables; names ignore case on Windows. A variable that is set to nothing is `""`, an unset one `undefined`. */
export interface Environment {
  get(name: string): string | undefined;
  /** All names as they were written, in no particular order. */
  names(): readonly string[];
}

/** Reads files. No method throws: what went wrong is an answer. */
export interface FileReader {
  read(path: string): FileContent;
  list(directory: string): DirectoryContent;
  /** What stands at the path, links followed; `null` when nothing does. */
  kind(path: string): FileKind | null;
  /** The path with all links resolved, or `null` when nothing is there (or links run in a circle). */
  realPath(path: string): string | null;
}

export type FileKind = "file" | "directory" | "other";

export type FileContent = { readonly ok: true; readonly bytes: Uint8Array } | FileFailure;

export type DirectoryContent = { readonly ok: true; readonly entries: readonly DirectoryEntry[] } | FileFailure;

export interface DirectoryEntry {
  readonly name: string;
  /** `link` for a symbolic link, whatever it points to. */
  readonly kind: FileKind | "link";
}

export interface FileFailure {
  readonly ok: false;
  readonly reason: "missing" | "denied" | "is-directory" | "not-directory" | "special" | "too-large" | "failed";
  /** A few words for people, without the path: "permission denied". */
  readonly message: string;
}

/** Path arithmetic in the platform's spelling; no disk access. */
export interface Paths {
  readonly separator: "/" | "\\";
  join(...parts: string[]): string;
  dirname(path: string): string;
  basename(path: string): string;
  isAbsolute(path: string): boolean;
  /** Absolute and normalised, from the machine's current directory. */
  resolve(...parts: string[]): string;
  relative(from: string, to: string): string;
}
