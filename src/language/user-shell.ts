import type { Machine } from "../machine/machine.ts";

/** The shells whose words differ when environment variables are set and taken away. */
export type UserShell = "posix" | "fish" | "powershell" | "cmd";

/** PowerShell puts the user's own folder before the modules of the system, which every program on Windows is told of. */
const ownModules = /Documents[\\/](?:Windows)?PowerShell[\\/]Modules/iu;

/**
 * The shell that the user is likely to type into, by what shells leave in the environment of the programs that they start: `SHELL` is the
 * login shell (on Windows only those that come from Unix set it), `PSModulePath` belongs to PowerShell, and `PROMPT` is set by cmd.exe.
 */
export function userShell({ platform, environment }: Pick<Machine, "platform" | "environment">): UserShell {
  const read = (name: string): string => environment.get(name) ?? "";
  const login = /([^/\\]+?)(?:\.exe)?$/iu.exec(read("SHELL"))?.[1]?.toLowerCase() ?? "";
  if (platform === "win32") {
    if (login !== "") return login === "fish" ? "fish" : "posix";
    if (ownModules.test(read("PSModulePath"))) return "powershell";
    return read("PROMPT") === "" ? "powershell" : "cmd";
  }
  if (read("PSModulePath") !== "" || login === "pwsh") return "powershell";
  return login === "fish" ? "fish" : "posix";
}
