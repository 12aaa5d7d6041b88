import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { replaceFile } from "../../src/lint/replace-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "fix-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("replaceFile", () => {
  it("keeps the mode, and the link that leads to the file", () => {
    const file = path.join(folder, "main.tf");
    const link = path.join(folder, "link.tf");
    writeFileSync(file, "a = 1\n");
    chmodSync(file, 0o640);
    symlinkSync("main.tf", link);
    expect(replaceFile(link, bytes("a = 1\n"), bytes("a = 2\n"))).toBeNull();
    expect(readFileSync(file, "utf8")).toBe("a = 2\n");
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readlinkSync(link)).toBe("main.tf");
  });

  it("leaves a file alone that has changed", () => {
    const file = path.join(folder, "changed.tf");
    writeFileSync(file, "a = 3\n");
    expect(replaceFile(file, bytes("a = 1\n"), bytes("a = 2\n"))).toContain("changed while it was being fixed");
    expect(readFileSync(file, "utf8")).toBe("a = 3\n");
  });

  it("says why it can't write", () => {
    expect(replaceFile(path.join(folder, "none.tf"), bytes(""), bytes("a"))).toContain("cannot be fixed");
  });
});
