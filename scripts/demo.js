#!/usr/bin/env node
/** `npm start`: lints fixtures/demo the way a user would, in a shell with made-up credentials that play a part in it. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { root } from "./rule-files.js";

const { PATH, HOME, USERPROFILE, SystemRoot, TERM, NO_COLOR } = process.env;
const environment = {
  ...{ PATH, HOME, USERPROFILE, SystemRoot, TERM, NO_COLOR },
  AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ",
  AWS_SECRET_ACCESS_KEY: "made-up/made-up/made-up/made-up/made-up/",
  AWS_PROFILE: "prod",
};
const { status } = spawnSync(
  process.execPath,
  [path.join(root, "dist/cli.js"), "fixtures/demo", "--fail-on", "never"],
  {
    cwd: root,
    env: Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined)),
    stdio: "inherit",
  },
);
process.exitCode = status ?? 2;
