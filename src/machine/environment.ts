import type { Environment, Platform } from "./machine.ts";

/** Environment variables from plain values. On Windows names are compared without regard to case, as the system does. */
export function environmentOf(
  variables: Readonly<Record<string, string | undefined>>,
  platform: Platform,
): Environment {
  const normalise = platform === "win32" ? (name: string) => name.toUpperCase() : (name: string) => name;
  const values = new Map<string, string>();
  const names: string[] = [];
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) continue;
    if (!values.has(normalise(name))) names.push(name);
    values.set(normalise(name), value);
  }
  return { get: (name) => values.get(normalise(name)), names: () => names };
}

/** The home folder as Go's `os.UserHomeDir` finds it; empty when there is none. */
export function homeOf(environment: Environment, platform: Platform): string {
  return environment.get(platform === "win32" ? "USERPROFILE" : "HOME") ?? "";
}
