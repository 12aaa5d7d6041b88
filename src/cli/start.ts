#!/usr/bin/env node
import { tmpdir } from "node:os";
import path from "node:path";
import { CodeCache } from "./code-cache.ts";
import { isCommandName } from "./command-names.ts";

/** A hash of everything that the build has put beside this file. */
declare const BUILD: string;

const home = path.join(tmpdir(), `tf-preflight-${String(process.getuid?.() ?? "")}`);
// Commands run different functions, and a cache holds those of the run that made it.
const command = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
const maker = [BUILD, process.version, process.arch, isCommandName(command) ? command : "lint"];
// Options of Node may change the code as well.
const options = [...process.execArgv, process.env.NODE_OPTIONS ?? ""];
const key = [...maker, ...options]
  .join("-")
  .replaceAll(/[^\w.-]/g, "_")
  .slice(0, 200);
// Node's own switch for its compile cache.
const cache = new CodeCache(process.env.NODE_DISABLE_COMPILE_CACHE === "1" ? null : home, key);

const program = cache.load(path.join(import.meta.dirname, "cli/main.cjs")) as typeof import("./main.ts");
void program.finished.then((didRun) => {
  if (!didRun) return;
  process.once("exit", () => {
    cache.keep();
  });
});
