import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };

const root = path.join(import.meta.dirname, "../..");
const consumer = mkdtempSync(path.join(tmpdir(), "consumer-"));

/** The package as a user gets it: packed, and installed from the tarball into an empty folder. */
beforeAll(() => {
  execFileSync("npm", ["pack", "--ignore-scripts", "--pack-destination", consumer], { cwd: root, stdio: "pipe" });
  const tarball = readdirSync(consumer).find((name) => name.endsWith(".tgz")) ?? "";
  writeFileSync(path.join(consumer, "package.json"), '{ "type": "module", "private": true }');
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", `./${tarball}`], {
    cwd: consumer,
    stdio: "pipe",
  });
}, 120_000);

afterAll(() => {
  rmSync(consumer, { recursive: true });
});

function run(command: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: consumer, encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("the installed package", () => {
  it("runs as a command", () => {
    expect(run("npx", ["tf-preflight", "--version"])).toEqual({
      status: 0,
      stdout: `${packageJson.version}\n`,
      stderr: "",
    });
  });

  it("lints the demo", () => {
    const { status, stdout } = run("npx", ["tf-preflight", path.join(root, "fixtures/demo"), "--no-env"]);
    expect(status).toBe(1);
    expect(stdout).toContain("hardcoded-credentials");
    expect(stdout).toContain("provider-version-outdated");
  });

  it("prints a rule's page", () => {
    expect(run("npx", ["tf-preflight", "rules", "hardcoded-credentials"]).stdout).toMatch(
      /^# hardcoded-credentials\n/u,
    );
  });

  it("is a library", () => {
    writeFileSync(
      path.join(consumer, "library.js"),
      `import { parse, toJson } from "tf-preflight";
       console.log(parse("a = 1", "main.tf").body.items.length, toJson("a = 1", "main.tf"));`,
    );
    expect(run("node", ["library.js"])).toMatchObject({ status: 0, stdout: '1 {"a":1}\n' });
  });

  it("is an ESLint plugin", () => {
    writeFileSync(
      path.join(consumer, "plugin.js"),
      `import preflight from "tf-preflight/eslint";
       console.log(Object.keys(preflight.languages), Object.keys(preflight.configs));`,
    );
    expect(run("node", ["plugin.js"])).toMatchObject({
      status: 0,
      stdout: "[ 'terraform' ] [ 'recommended', 'strict', 'all' ]\n",
    });
  });
});
