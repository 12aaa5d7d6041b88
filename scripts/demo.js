#!/usr/bin/env node
/** `npm start`: lints fixtures/demo the way a user would, in a shell and a home whose made-up credentials play a part in it. */
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { root } from "./rule-files.js";

const demo = path.join(root, "fixtures/demo");
const lines = (await readFile(path.join(demo, ".env"), "utf8")).trim().split("\n");
const home = path.join(demo, "home");
const { PATH, SystemRoot, TERM, NO_COLOR } = process.env;
const environment = {
  ...{ PATH, SystemRoot, TERM, NO_COLOR, HOME: home, USERPROFILE: home },
  ...Object.fromEntries(lines.map((line) => line.split("=", 2))),
};
const { status } = spawnSync(
  process.execPath,
  [path.join(root, "dist/cli.cjs"), "fixtures/demo", "--fail-on", "never"],
  {
    cwd: root,
    env: Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined)),
    stdio: "inherit",
  },
);
process.exitCode = status ?? 2;
