import type { Machine } from "../machine/machine.ts";

/** Words with which a shell does something itself: no program of that name need be there. */
const ownWords: ReadonlySet<string> = new Set([
  "alias",
  "builtin",
  "cd",
  "command",
  "eval",
  "exec",
  "exit",
  "export",
  "for",
  "if",
  "source",
  "time",
  "trap",
  "while",
]);

/**
 * The program that a `credential_process` would start, when it can be told that it isn't there. The SDK hands the command to a shell:
 * what begins with anything but a plain name or path is left alone, and on Windows so is a plain name, which stands for many files.
 */
export function missingProgram(command: string, { files, paths, environment, platform }: Machine): string | null {
  const [, quoted, bare] = /^\s*(?:"([^"$`\\]+)"|([\w./+~-]+))(?=\s|$)/u.exec(command) ?? [];
  const program = quoted ?? bare;
  if (program === undefined || program.startsWith("~")) return null;
  if (paths.isAbsolute(program))
    return files.kind(program) === null && !mayLackEnding(program, platform) ? program : null;
  if (/[\\/]/u.test(program) || platform === "win32" || ownWords.has(program)) return null;
  const folders = (environment.get("PATH") ?? "").split(":").filter((folder) => folder !== "");
  const isThere = folders.some((folder) => files.kind(paths.join(folder, program)) !== null);
  return folders.length === 0 || isThere ? null : program;
}

/** On Windows the ending of a program may be left out. */
const mayLackEnding = (program: string, platform: Machine["platform"]): boolean =>
  platform === "win32" && !/\.\w+$/u.test(program);
