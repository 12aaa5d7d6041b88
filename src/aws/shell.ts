import type { Machine } from "../machine/machine.ts";
import { readText } from "./shared-config/read-file.ts";
import type { FileText } from "./shared-config/read-file.ts";

/** Environment variables by name; `""` for one that is unset, which is the same to the Go SDKs. */
export type Variables = Pick<Shell, "env">;

/** The process that a consumer runs in, as far as it is known before it starts. */
export interface Shell {
  readonly machine: Machine;
  /** The folder that relative file names count from. */
  readonly directory: string;
  /** An environment variable; `""` when it is unset, which is the same to the Go SDKs. */
  env(name: string): string;
  read(path: string): FileText;
}

/**
 * @param directory The root module's folder, where `terraform` is started.
 * @param changes Environment variables that the program sets for itself.
 */
export function shellIn(machine: Machine, directory: string, changes: Readonly<Record<string, string>> = {}): Shell {
  return {
    machine,
    directory,
    env: (name) => changes[name] ?? machine.environment.get(name) ?? "",
    read: (path) => readText(machine, path === "" ? "" : machine.paths.resolve(directory, path)),
  };
}

/** Go's text for a file that can't be read; `path` as the program has it. */
export function openError(shell: Shell, path: string, failure: Exclude<FileText, { state: "read" }>): string {
  if (failure.state === "directory") return `read ${path}: is a directory`;
  const windows = shell.machine.platform === "win32" && failure.state === "missing";
  return `open ${path}: ${windows ? "The system cannot find the file specified." : failure.message}`;
}

/** `os.ExpandEnv`: `$name` and `${name}`; an unset variable is nothing. */
function expandVariables(shell: Shell, text: string): string {
  return text.replace(/\$(?:\{([^}]*)\}|([A-Za-z_][A-Za-z0-9_]*|[0-9*#$@!?-]))/g, (_, braced?: string, bare?: string) =>
    shell.env(braced ?? bare ?? ""),
  );
}

/**
 * How `aws-sdk-go-base` expands the paths among the arguments: variables first, then a leading `~` (package `go-homedir`).
 *
 * @returns `null` for the home folder of another user (`~bob/x`), which it refuses.
 */
export function expandPath(shell: Shell, path: string): string | null {
  const expanded = expandVariables(shell, path);
  if (!expanded.startsWith("~")) return expanded;
  if (expanded.length > 1 && !/^~[/\\]/.test(expanded)) return null;
  return shell.machine.paths.join(shell.machine.home, expanded.slice(1));
}
