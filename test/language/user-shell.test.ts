import { describe, expect, it } from "vitest";
import { set, unset } from "../../src/language/remedies.ts";
import { userShell } from "../../src/language/user-shell.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import type { Platform } from "../../src/machine/machine.ts";

describe("the shell that the user types into", () => {
  it.each<[string, Platform, Record<string, string>]>([
    ["posix", "linux", {}],
    ["posix", "linux", { SHELL: "/bin/bash" }],
    ["posix", "darwin", { SHELL: "/bin/zsh" }],
    ["fish", "linux", { SHELL: "/usr/local/bin/fish" }],
    ["powershell", "linux", { SHELL: "/bin/bash", PSModulePath: "/opt/microsoft/powershell/7/Modules" }],
    ["powershell", "linux", { SHELL: "/usr/bin/pwsh" }],
    ["powershell", "win32", {}],
    [
      "powershell",
      "win32",
      {
        ComSpec: "C:\\Windows\\system32\\cmd.exe",
        PROMPT: "$P$G",
        PSModulePath:
          "C:\\Users\\me\\Documents\\WindowsPowerShell\\Modules;C:\\Windows\\system32\\WindowsPowerShell\\v1.0\\Modules",
      },
    ],
    [
      "cmd",
      "win32",
      {
        ComSpec: "C:\\Windows\\system32\\cmd.exe",
        prompt: "$P$G",
        PSModulePath:
          "C:\\Program Files\\WindowsPowerShell\\Modules;C:\\Windows\\system32\\WindowsPowerShell\\v1.0\\Modules",
      },
    ],
    ["posix", "win32", { SHELL: "C:\\Program Files\\Git\\usr\\bin\\bash.exe", PROMPT: "$P$G" }],
    ["fish", "win32", { SHELL: "/usr/bin/fish.exe" }],
  ])("is %s on %s with %j", (shell, platform, environment) => {
    expect(userShell(memoryMachine({ platform, environment }))).toBe(shell);
  });
});

it.each([
  ["posix", "unset A B", "export A=b"],
  ["fish", "set -e A B", "set -gx A b"],
  ["powershell", "Remove-Item Env:A; Remove-Item Env:B", '$Env:A = "b"'],
  ["cmd", "set A=&set B=", "set A=b"],
] as const)("takes away and sets in the words of %s", (shell, away, given) => {
  expect(unset(["A", "B"], shell)).toBe(away);
  expect(set("A", "b", shell)).toBe(given);
});
