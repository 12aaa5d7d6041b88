/**
 * What the parser costs, beside hcl2json on the same files: `node scripts/run.js bench/parser.ts DIRECTORY…`.
 * All files are read before the clock starts; figures are of one thread, after a warm-up, in megabytes of source a second.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { glob } from "tinyglobby";
import { parse } from "../src/hcl/parse.ts";
import { toJson } from "../src/hcl/to-json.ts";

interface Source {
  readonly name: string;
  readonly text: string;
}

const rounds = 5;

async function sources(directories: readonly string[]): Promise<readonly Source[]> {
  const found: Source[] = [];
  for (const directory of directories) {
    const files = await glob("**/*.tf", { cwd: directory, absolute: true, dot: true });
    found.push(...files.sort().map((name) => ({ name, text: readFileSync(name, "utf8") })));
  }
  return found;
}

/** The best of the rounds, the first of which only warms up. */
function megabytesPerSecond(files: readonly Source[], read: (file: Source) => unknown): number {
  const size = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  let best = Infinity;
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now();
    for (const file of files) read(file);
    if (round > 0) best = Math.min(best, performance.now() - start);
  }
  return size / 1e6 / (best / 1e3);
}

/** In a process of its own: its WebAssembly can die, and its heap is not ours. */
function hcl2jsonMegabytesPerSecond(directories: readonly string[]): number {
  const script = path.join(path.dirname(process.argv[1] ?? "bench/"), "hcl2json.js");
  const { stdout, status, stderr } = spawnSync(process.execPath, [script, ...directories], { encoding: "utf8" });
  if (status !== 0) throw new Error(`hcl2json failed: ${stderr}`);
  return Number(stdout);
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return null;
  }
}

const directories = process.argv.slice(2).map((directory) => path.resolve(directory));
if (directories.length === 0) {
  console.error("usage: node scripts/run.js bench/parser.ts DIRECTORY…");
  process.exitCode = 2;
} else {
  const files = await sources(directories);
  const size = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  console.log(`${files.length} files, ${(size / 1e6).toFixed(2)} MB`);
  const parsing = megabytesPerSecond(files, ({ text, name }) => parse(text, name));
  const converting = megabytesPerSecond(files, ({ text, name }) => attempt(() => toJson(text, name)));
  const theirs = hcl2jsonMegabytesPerSecond(directories);
  console.log(`parse      ${parsing.toFixed(1)} MB/s  ${(parsing / theirs).toFixed(1)} × hcl2json`);
  console.log(`toJson     ${converting.toFixed(1)} MB/s  ${(converting / theirs).toFixed(1)} × hcl2json`);
  console.log(`hcl2json   ${theirs.toFixed(2)} MB/s`);
}
