import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { nodeMachine } from "../../src/machine/node.ts";

const folder = mkdtempSync(path.join(tmpdir(), "machine-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("this machine", () => {
  const { files } = nodeMachine();

  it("reads files and lists folders, links told apart", () => {
    writeFileSync(path.join(folder, "main.tf"), "a = 1\n");
    symlinkSync("main.tf", path.join(folder, "link.tf"));
    expect(files.read(path.join(folder, "link.tf"))).toMatchObject({ ok: true });
    expect(files.list(folder)).toMatchObject({
      ok: true,
      entries: expect.arrayContaining([
        { name: "main.tf", kind: "file" },
        { name: "link.tf", kind: "link" },
      ]) as unknown,
    });
  });

  it("says why something can't be read", () => {
    symlinkSync("loop.tf", path.join(folder, "loop.tf"));
    expect(files.read(path.join(folder, "none.tf"))).toMatchObject({ reason: "missing" });
    expect(files.read(folder)).toMatchObject({ reason: "is-directory" });
    expect(files.read(path.join(folder, "loop.tf"))).toMatchObject({
      reason: "failed",
      message: "cannot be read (too many levels of symbolic links)",
    });
    expect(files.realPath(path.join(folder, "loop.tf"))).toBeNull();
  });

  it.runIf(process.platform !== "win32")("does not wait for a pipe", () => {
    execFileSync("mkfifo", [path.join(folder, "pipe.tf")]);
    expect(files.read(path.join(folder, "pipe.tf"))).toMatchObject({ reason: "special" });
  });
});
