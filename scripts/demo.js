#!/usr/bin/env node
/** `npm start`: lints fixtures/demo the way a user would, in a shell and a home whose made-up credentials play a part in it. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fixtureShell } from "./fixture-shell.js";
import { root } from "./rule-files.js";

const demo = path.join(root, "fixtures/demo");
const { TERM, NO_COLOR } = process.env;
const { status } = spawnSync(
  process.execPath,
  [path.join(root, "dist/cli.cjs"), "fixtures/demo", "--fail-on", "never"],
  {
    cwd: root,
    env: {
      ...(await fixtureShell(demo, path.join(demo, "home"))),
      ...(TERM && { TERM }),
      ...(NO_COLOR && { NO_COLOR }),
    },
    stdio: "inherit",
  },
);
process.exitCode = status ?? 2;
