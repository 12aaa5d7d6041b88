import { expandPath } from "../shell.ts";
import type { Shell } from "../shell.ts";

/** Where the shared files are, in the order of reading; a later one overrides an earlier one. */
export interface SharedFilePaths {
  readonly config: readonly string[];
  readonly credentials: readonly string[];
}

const files = {
  config: { variable: "AWS_CONFIG_FILE", name: "config" },
  credentials: { variable: "AWS_SHARED_CREDENTIALS_FILE", name: "credentials" },
} as const;

/** `~/.aws/config` and `~/.aws/credentials`. */
export function defaultPath(shell: Shell, kind: keyof typeof files): string {
  return shell.machine.paths.join(shell.machine.home, ".aws", files[kind].name);
}

/**
 * The path that the Go SDK v2 reads: the arguments (expanded already), else the variable as it is (no `~`, no `$X`), else the default.
 * An empty list is no list.
 */
export function sharedFilePaths(
  shell: Shell,
  given: { readonly config: readonly string[]; readonly credentials: readonly string[] },
): SharedFilePaths {
  const locate = (kind: keyof typeof files): readonly string[] => {
    if (given[kind].length > 0) return given[kind];
    return [shell.env(files[kind].variable) || defaultPath(shell, kind)];
  };
  return { config: locate("config"), credentials: locate("credentials") };
}

/**
 * The path that botocore reads: the variable or the default, with `$X` and `~` expanded.
 */
export function botocorePath(shell: Shell, kind: keyof typeof files): string {
  const path = shell.machine.environment.get(files[kind].variable) ?? `~/.aws/${files[kind].name}`;
  return expandPath(shell, path) ?? path;
}
