#!/usr/bin/env node
/**
 * Runs a TypeScript entry of this repository: `node scripts/run.js test/conformance/cli.ts ARGUMENTS…`.
 * Node 20 cannot strip types, and rolldown is a dependency already; packages stay outside the bundle.
 */
import { rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const root = path.resolve(fileURLToPath(import.meta.url), "../..");
const [entry = "", ...parameters] = process.argv.slice(2);
const outFile = path.join(root, "node_modules/.cache/run", `${path.basename(entry, ".ts")}-${process.pid}.mjs`);

const bundle = await rolldown({
  input: path.resolve(entry),
  platform: "node",
  external: (id) => !id.startsWith(".") && !path.isAbsolute(id),
  logLevel: "silent",
});
await bundle.write({ file: outFile, sourcemap: "inline", codeSplitting: false });
await bundle.close();

process.argv.splice(1, Infinity, path.resolve(entry), ...parameters);
process.on("exit", () => void rm(outFile, { force: true }));
await import(pathToFileURL(outFile).href);
await rm(outFile, { force: true });
