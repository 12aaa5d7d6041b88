#!/usr/bin/env node
import { tmpdir } from "node:os";
import path from "node:path";
import { CodeCache } from "./code-cache.ts";

/** A hash of everything that the build has put beside this file. */
declare const BUILD: string;

const home = path.join(tmpdir(), `tf-preflight-${String(process.getuid?.() ?? "")}`);
// Options of Node may change the code as well.
const options = [...process.execArgv, process.env.NODE_OPTIONS ?? ""];
const key = [BUILD, process.version, process.arch, ...options]
  .join("-")
  .replaceAll(/[^\w.-]/g, "_")
  .slice(0, 200);
// Node's own switch for its compile cache.
const cache = new CodeCache(process.env.NODE_DISABLE_COMPILE_CACHE === "1" ? null : home, key);

const program = cache.load(path.join(import.meta.dirname, "cli/main.cjs")) as typeof import("./main.ts");
void program.finished.then(async (didRun) => {
  if (!didRun) return;
  if (cache.isEmpty) await program.warmUp();
  cache.keep();
});
