import type { Platform } from "../machine/machine.ts";

/** The command that takes environment variables away, in the words of the user's shell. */
export function unset(names: readonly string[], platform: Platform): string {
  return platform === "win32" ? names.map((name) => `Remove-Item Env:${name}`).join("; ") : `unset ${names.join(" ")}`;
}

/** The command that sets an environment variable, in the words of the user's shell. */
export function set(name: string, value: string, platform: Platform): string {
  return platform === "win32" ? `$Env:${name} = "${value}"` : `export ${name}=${value}`;
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
