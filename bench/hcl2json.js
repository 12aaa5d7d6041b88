/** Prints how many megabytes of the .tf files in the given directories @cdktf/hcl2json converts in a second. */
import { readFileSync } from "node:fs";
import { parse } from "@cdktf/hcl2json";
import { glob } from "tinyglobby";

const texts = [];
for (const directory of process.argv.slice(2)) {
  const files = await glob("**/*.tf", { cwd: directory, absolute: true, dot: true });
  for (const file of files) texts.push(readFileSync(file, "utf8"));
}

async function convertAll() {
  const start = process.hrtime.bigint();
  for (const text of texts) await parse("main.tf", text).catch(() => null);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

await convertAll();
const seconds = await convertAll();
const size = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
console.log(size / 1e6 / seconds);
process.exit(0);
