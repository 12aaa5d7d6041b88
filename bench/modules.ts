/**
 * What it costs to know what every provider and backend argument of a repository is, beside the cost of parsing it.
 *
 *     node scripts/run.js bench/modules.ts DIRECTORY
 */
import path from "node:path";
import { globSync } from "tinyglobby";
import type { ParsedFile } from "../src/hcl/ast.ts";
import { nodeMachine } from "../src/machine/node.ts";
import type { EvaluatedBody } from "../src/terraform/evaluated-body.ts";
import { buildModuleGraph } from "../src/terraform/module-graph.ts";
import { parse } from "../src/terraform/parse.ts";
import { loadLibraries } from "../src/values/libraries.ts";

const directory = path.resolve(process.argv[2] ?? ".");
const machine = nodeMachine();
const libraries = await loadLibraries();
const paths = globSync("**/*.{tf,tf.json,tfvars,tfvars.json}", { cwd: directory, absolute: true, dot: false });
const contents = new Map<string, Uint8Array>();
for (const file of paths) {
  const content = machine.files.read(file);
  if (content.ok) contents.set(file, content.bytes);
}
const directories = [...new Set(paths.map((file) => path.dirname(file)))].sort();

let counted = { roots: 0, modules: 0, configurations: 0, backends: 0, arguments: 0, known: 0 };
// As many as V8 needs to have compiled both.
const rounds = 40;
const parsing: number[] = [];
const evaluating: number[] = [];
for (let round = 0; round <= rounds; round++) {
  const start = cpuTime();
  const parsed = new Map<string, ParsedFile>();
  for (const [file, bytes] of contents) parsed.set(file, parse(bytes, file));
  const middle = cpuTime();
  counted = evaluateAll(parsed);
  // The first round warms up.
  if (round === 0) continue;
  parsing.push(middle - start);
  evaluating.push(cpuTime() - middle);
}

// The quickest round: whatever else the machine does only adds to the others.
const [parseTime, evaluateTime] = [parsing, evaluating].map((times) => Math.min(...times));
console.log(`${contents.size} files, ${directories.length} folders`);
console.log(counted);
console.log(`parse ${parseTime?.toFixed(0)} ms, load and evaluate ${evaluateTime?.toFixed(0)} ms`);
console.log(`evaluation adds ${(((evaluateTime ?? 0) / (parseTime ?? 1)) * 100).toFixed(0)} % (at most 60 %)`);

/** Milliseconds of this process, so that what else the machine does counts less. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function evaluateAll(parsed: ReadonlyMap<string, ParsedFile>): typeof counted {
  const counts = { roots: 0, modules: 0, configurations: 0, backends: 0, arguments: 0, known: 0 };
  const readFile = (file: string): ParsedFile | { ok: false; reason: "missing"; message: string } =>
    parsed.get(file) ?? { ok: false, reason: "missing", message: "not among the files" };
  const { roots } = buildModuleGraph(directories, machine, { libraries, readFile, environment: false });
  const count = (body: EvaluatedBody): void => {
    for (const name of body.names()) {
      counts.arguments++;
      if (body.argument(name)?.value.kind !== "unknown") counts.known++;
    }
    for (const block of body.blocks()) if (block.body) count(block.body);
  };
  for (const root of roots) {
    counts.roots++;
    counts.modules += root.modules().length;
    for (const { body } of root.providerConfigurations()) {
      counts.configurations++;
      count(body);
    }
    if (root.backend) {
      counts.backends++;
      count(root.backend.body());
    }
    for (const { config } of root.remoteStates()) if (config) count(config);
  }
  return counts;
}
