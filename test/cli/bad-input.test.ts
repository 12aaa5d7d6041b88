import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "./folder.ts";
import { runCli, type CliRun } from "./run-cli.ts";

const good = { "good.tf": "locals {\n  a = 1\n}\n" };

function lintWith(files: Readonly<Record<string, string | Uint8Array>>): CliRun {
  return runCli(["--no-env", "--format", "json"], { cwd: folderWith({ ...good, ...files }) });
}

interface FileReport {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string; readonly line: number }[];
}

const reportOf = ({ stdout }: CliRun): readonly FileReport[] => JSON.parse(stdout) as FileReport[];

describe("whatever is in a file is a finding, and the other files are linted", () => {
  const utf16 = Buffer.from('\ufeffprovider "aws" {}\n', "utf16le");
  it.each<[string, string | Uint8Array, string]>([
    ["invalid UTF-8", Uint8Array.of(0x61, 0x20, 0x3d, 0x20, 0x22, 0xff, 0x22, 0x0a), "Invalid character encoding"],
    ["UTF-16", utf16, "Invalid"],
    ["a NUL", "a = 1\0\n", "Invalid character"],
    ["text that is no configuration", "Dear Sir,\n", "Invalid block definition"],
    ["10,000 brackets", `a = ${"[".repeat(10_000)}`, ""],
    ["10,000 blocks in blocks", "a {\n".repeat(10_000), ""],
    ["an open string", 'a = "b\nc = 1\n', "Invalid multi-line string"],
  ])("%s", (_, content, message) => {
    const run = lintWith({ "bad.tf": content });
    expect(run.stderr).toBe("");
    expect(run.status).toBe(1);
    const [bad, other] = reportOf(run);
    expect(bad?.filePath).toBe("bad.tf");
    expect(bad?.messages[0]?.message).toContain(message);
    expect(other).toMatchObject({ filePath: "good.tf", messages: [] });
  });

  it.each<[string, string]>([
    ["a byte order mark", "\ufeffa = 1\n"],
    ["CRLF", 'a = 1\r\nb = "x"\r\n'],
    ["CRLF and a heredoc", "a = <<E\r\nx\r\nE\r\n"],
    ["a line of 5 MB", `a = "${"x".repeat(5_000_000)}"\n`],
    ["nothing", ""],
  ])("%s is no mistake", (_, content) => {
    const run = lintWith({ "bad.tf": content });
    expect(run).toMatchObject({ status: 0, stderr: "" });
    expect(reportOf(run).flatMap(({ messages }) => messages)).toEqual([]);
  });
});

describe("what can't be read is one line with the path, exit code 2, and the others are linted", () => {
  it.runIf(process.platform !== "win32")("a pipe", () => {
    const cwd = folderWith(good);
    execFileSync("mkfifo", [path.join(cwd, "pipe.tf")]);
    expect(runCli(["--no-env"], { cwd })).toMatchObject({
      status: 2,
      stdout: "1 file clean\n",
      stderr: "pipe.tf: not a regular file; 1 other file was read\n",
    });
  });

  it.runIf(process.platform !== "win32")("links in a circle, as files and as folders", () => {
    const cwd = folderWith(good);
    symlinkSync("loop.tf", path.join(cwd, "loop.tf"));
    symlinkSync(".", path.join(cwd, "here"));
    expect(runCli(["--no-env"], { cwd })).toMatchObject({
      status: 2,
      stdout: "1 file clean\n",
      stderr: "loop.tf: cannot be read (too many levels of symbolic links); 1 other file was read\n",
    });
  });

  it.runIf(process.platform !== "win32")("but for the lock file, of which a rule speaks", () => {
    const cwd = folderWith(good);
    execFileSync("mkfifo", [path.join(cwd, ".terraform.lock.hcl")]);
    const run = runCli(["--no-env", "--format", "json"], { cwd });
    expect(run).toMatchObject({ status: 1, stderr: "" });
    expect(reportOf(run)[0]).toMatchObject({
      filePath: ".terraform.lock.hcl",
      messages: [{ ruleId: "lock-file-invalid", line: 1 }],
    });
  });

  it("a path that isn't there", () => {
    expect(runCli(["--no-env", "none", "good.tf"], { cwd: folderWith(good) })).toMatchObject({
      status: 2,
      stderr: "none: no such file or directory; 1 other file was read\n",
    });
  });

  it("an unusable configuration", () => {
    const cwd = folderWith({ ...good, ".tf-preflight.hcl": 'preset = "loud"\n' });
    expect(runCli(["--no-env"], { cwd })).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "tf-preflight: .tf-preflight.hcl:1:10: preset can't be this\n",
    });
  });
});

describe("the command line", () => {
  it("answers a bad flag with one line", () => {
    expect(runCli(["--fromat", "json"])).toEqual({
      status: 2,
      stdout: "",
      stderr: "tf-preflight: unknown flag --fromat; did you mean --format? (tf-preflight --help)\n",
    });
  });

  it("lints standard input under the name it is given", () => {
    const cwd = folderWith({});
    const run = runCli(["--stdin", "--stdin-filename", "x/main.tf", "--format", "json", "--no-env"], {
      cwd,
      input: "a =\n",
    });
    expect(run).toMatchObject({ status: 1, stderr: "" });
    expect(reportOf(run)[0]).toMatchObject({ filePath: "x/main.tf", messages: [{ line: 1 }] });
  });

  it("prints JSON whole, however long it is", () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `a${index} = ${index}`).join("\n");
    const { stdout } = runCli(["json", "-"], { input: `${lines}\n` });
    expect(Object.keys(JSON.parse(stdout) as object)).toHaveLength(20_000);
  });

  it("refuses broken configuration as JSON, with the place", () => {
    expect(runCli(["json", "-"], { input: "a = \n" })).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("stdin:1,5") as unknown,
    });
  });

  it.each(["--help", "--version", "rules --help", "json -h"])("answers %s", (line) => {
    const run = runCli(line.split(" "));
    expect(run).toMatchObject({ status: 0, stderr: "" });
    expect(run.stdout).not.toBe("");
  });

  it("uses colour only when it is asked for", () => {
    const init = { cwd: folderWith({ "bad.tf": "a =\n" }) };
    expect(runCli(["--no-env"], init).stdout).not.toContain("\u001b[");
    expect(runCli(["--no-env", "--color"], init).stdout).toContain("\u001b[");
  });
});
