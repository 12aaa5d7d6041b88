import { describe, expect, it } from "vitest";
import { matches } from "../../src/language/path-patterns.ts";
import { memoryMachine } from "../../src/machine/memory.ts";

const linux = memoryMachine({ files: {}, currentDirectory: "/work/repo" });
const windows = memoryMachine({ files: {}, platform: "win32", currentDirectory: "C:\\repo" });

describe("path patterns", () => {
  it.each([
    [["prod/"], "/work/repo/live/prod/main.tf", true],
    [["prod"], "/work/repo/prod.tf", false],
    [["/prod/"], "/work/repo/live/prod/main.tf", false],
    [["*.tf", "!main.tf"], "/work/repo/a/main.tf", false],
    [["*.tf"], "a/b.tf", true],
    [[], "/work/repo/main.tf", false],
    [["other/"], "/work/other/main.tf", true],
    [["/main.tf"], "/work/other/main.tf", false],
  ])("%j name %s: %s", (patterns, path, expected) => {
    expect(matches(patterns, path, linux)).toBe(expected);
  });

  it("take Windows' separators for their own", () => {
    expect(matches(["live/prod/"], "C:\\repo\\live\\prod\\main.tf", windows)).toBe(true);
    expect(matches(["live/prod/"], "D:\\live\\prod\\main.tf", windows)).toBe(true);
    expect(matches(["/prod/"], "C:\\repo\\live\\prod\\main.tf", windows)).toBe(false);
  });
});
