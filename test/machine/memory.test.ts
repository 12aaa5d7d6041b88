import { describe, expect, it } from "vitest";
import { memoryMachine } from "../../src/machine/memory.ts";

describe("a machine in memory", () => {
  it("lists the folders that its files imply", () => {
    const { files } = memoryMachine({ files: { "a/main.tf": "", "/srv/x": "" } });
    expect(files.list("/work")).toEqual({ ok: true, entries: [{ name: "a", kind: "directory" }] });
    expect(files.kind("a")).toBe("directory");
    expect(files.list("/").ok).toBe(true);
  });

  it("answers failures instead of throwing", () => {
    const { files } = memoryMachine({
      files: { "main.tf": { ok: false, reason: "denied", message: "permission denied" } },
    });
    expect(files.read("main.tf")).toMatchObject({ ok: false, reason: "denied" });
    expect(files.read("other.tf")).toMatchObject({ ok: false, reason: "missing" });
    expect(files.read("/work")).toMatchObject({ ok: false, reason: "is-directory" });
    expect(files.list("main.tf")).toMatchObject({ ok: false, reason: "not-directory" });
  });

  it("takes names of variables and paths without regard to case on Windows, and the home from USERPROFILE", () => {
    const machine = memoryMachine({
      platform: "win32",
      environment: { Aws_Profile: "dev", UserProfile: "C:\\Users\\me", HOME: "/wrong" },
      files: { "C:\\Users\\me\\.aws\\config": "[default]" },
    });
    expect(machine.environment.get("AWS_PROFILE")).toBe("dev");
    expect(machine.home).toBe("C:\\Users\\me");
    expect(machine.files.kind("c:\\users\\ME\\.aws\\config")).toBe("file");
    expect(machine.paths.resolve("x")).toBe("C:\\work\\x");
  });
});
