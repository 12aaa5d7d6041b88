#!/usr/bin/env node
/** Runs a TypeScript entry of this repository: `node scripts/run.js test/conformance/cli.ts ARGUMENTS…`. */
import { rm } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundle } from "./bundle.js";

const [entry = "", ...parameters] = process.argv.slice(2);
const outFile = await bundle(path.resolve(entry), path.basename(entry, ".ts"));

process.argv.splice(1, Infinity, path.resolve(entry), ...parameters);
process.on("exit", () => void rm(outFile, { force: true }));
await import(pathToFileURL(outFile).href);
await rm(outFile, { force: true });
