import type { UserShell } from "./user-shell.ts";

interface Words {
  readonly unset: (names: readonly string[]) => string;
  readonly set: (name: string, value: string) => string;
}

const words: Readonly<Record<UserShell, Words>> = {
  posix: {
    unset: (names) => `unset ${names.join(" ")}`,
    set: (name, value) => `export ${name}=${value}`,
  },
  fish: {
    unset: (names) => `set -e ${names.join(" ")}`,
    set: (name, value) => `set -gx ${name} ${value}`,
  },
  powershell: {
    unset: (names) => names.map((name) => `Remove-Item Env:${name}`).join("; "),
    set: (name, value) => `$Env:${name} = "${value}"`,
  },
  cmd: {
    // A blank before the ampersand would be the value.
    unset: (names) => names.map((name) => `set ${name}=`).join("&"),
    set: (name, value) => `set ${name}=${value}`,
  },
};

/** The command that takes environment variables away, in the words of the user's shell. */
export function unset(names: readonly string[], shell: UserShell): string {
  return words[shell].unset(names);
}

/** The command that sets an environment variable, in the words of the user's shell. */
export function set(name: string, value: string, shell: UserShell): string {
  return words[shell].set(name, value);
}

/** What to do about something that a program says: that of the first row that fits, `$1` being what it matched. */
export function remedyFor(
  said: string,
  remedies: readonly (readonly [said: RegExp, remedy: string])[],
  otherwise: string,
): string {
  for (const [pattern, remedy] of remedies) {
    const match = pattern.exec(said);
    if (match) return remedy.replace("$1", () => match[1] ?? "");
  }
  return otherwise;
}
