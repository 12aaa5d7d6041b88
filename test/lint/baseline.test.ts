import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "../cli/folder.ts";
import { runCli } from "../cli/run-cli.ts";

const secret = "vR4q+N8mZx1LcT7yKp0Wd5sHj2/GfBa9eUoXi36Q";
const provider = (text: string): string =>
  `provider "aws" {\n  access_key = "AKIAQ3EGSIE5ZYFVN5GL"\n  secret_key = "${text}"\n}\n`;
const lint = (cwd: string) =>
  runCli(["--no-env", "--baseline", "known.json", "--rule", "provider-version-outdated=off"], { cwd });

describe("--baseline", () => {
  it("is written by the first run, and holds back its findings from then on, wherever they move", () => {
    const cwd = folderWith({ "main.tf": provider(secret) });
    expect(lint(cwd)).toMatchObject({ status: 0, stderr: expect.stringContaining("known.json: written") as unknown });
    expect(readFileSync(path.join(cwd, "known.json"), "utf8")).not.toMatch(/AKIA|vR4q/u);
    const moved = folderWith({
      "main.tf": `# moved\n\n${provider(secret).replaceAll("  ", "\t")}`,
      "known.json": readFileSync(path.join(cwd, "known.json")),
    });
    expect(lint(moved)).toMatchObject({ status: 0, stdout: "1 file clean\n", stderr: "" });
  });

  it("lets a new secret at an old place through, and says that the old entry is stale", () => {
    const cwd = folderWith({ "main.tf": provider(secret) });
    lint(cwd);
    const changed = folderWith({
      "main.tf": provider("Zx1LcT7yKp0Wd5sHj2/GfBa9eUoXi36QvR4q+N8m"),
      "known.json": readFileSync(path.join(cwd, "known.json")),
    });
    const { status, stdout, stderr } = lint(changed);
    expect(status).toBe(1);
    expect(stdout).toContain("main.tf");
    expect(stderr).toBe("known.json: 1 entry matches nothing any more; delete the file to write it anew\n");
  });

  it("refuses what is no baseline", () => {
    expect(lint(folderWith({ "main.tf": "", "known.json": "{}" }))).toMatchObject({
      status: 2,
      stderr: "tf-preflight: --baseline known.json: not a baseline; delete it to write a new one\n",
    });
  });
});
