#!/usr/bin/env node
/**
 * Writes what follows from the rules and from the program: rules/index.ts, the tables of README.md and rules/README.md, and what
 * commands print, in README.md and docs/.
 * With --check nothing is written: the exit code says whether all of it is current.
 */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { format } from "prettier";
import { bundle } from "./bundle.js";
import { withCaptures } from "./captures.js";
import { root, ruleFiles } from "./rule-files.js";

const isCheck = process.argv.includes("--check");
const files = await ruleFiles();

const stale = [];
await update("rules/index.ts", () => rulesIndex());
// The tables are made from the rules themselves, so the index has to be there before they are loaded.
const rules = await loadRules();
for (const [file, prefix] of [
  ["README.md", "rules/"],
  ["rules/README.md", ""],
]) {
  await update(file, (text) => replaceBetween(text, "rules", rulesTable(prefix)));
}
for (const file of ["README.md", ...(await pages())]) await update(file, withCaptures);

if (stale.length > 0) {
  console.error(`not current: ${stale.join(", ")} (npm run generate)`);
  process.exitCode = 1;
}

async function update(file, change) {
  const location = path.join(root, file);
  const before = await readFile(location, "utf8").catch(() => "");
  const after = await format(await change(before), { filepath: location, printWidth: 120 });
  if (before === after) return;
  if (isCheck) stale.push(file);
  else await writeFile(location, after);
}

function rulesIndex() {
  const name = (id) => id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  return [
    "// Generated from the files of this folder: npm run generate",
    'import type { Rule } from "../src/language/rule.ts";',
    ...files.map(({ topic, id }) => `import ${name(id)} from "./${topic}/${id}.ts";`),
    "",
    "/** All rules by id. */",
    "export const rules: Readonly<Record<string, Rule>> = {",
    ...files.map(({ id }) => `${JSON.stringify(id)}: ${name(id)},`),
    "};",
    "",
    "/** The folder of each rule. */",
    "export const topics: Readonly<Record<string, string>> = {",
    ...files.map(({ topic, id }) => `${JSON.stringify(id)}: ${JSON.stringify(topic)},`),
    "};",
    "",
  ].join("\n");
}

async function pages() {
  const names = await readdir(path.join(root, "docs"), { recursive: true });
  return names.filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`);
}

async function loadRules() {
  const outFile = await bundle("rules/index.ts", "rules");
  try {
    return (await import(outFile)).rules;
  } finally {
    await rm(outFile, { force: true });
  }
}

function rulesTable(prefix) {
  const rows = files.map(({ topic, id }) => {
    const { docs, fixable, hasSuggestions } = rules[id].meta;
    const preset = docs.recommended === true ? "recommended" : docs.recommended === "strict" ? "strict" : "all";
    const fix = fixable ? "fix" : hasSuggestions ? "suggestion" : "";
    return `| [${id}](${prefix}${topic}/${id}.md) | ${docs.description} | ${docs.level} | ${preset}${docs.only ? `, \`${docs.only}\` only` : ""} | ${fix} |`;
  });
  return ["| rule | what it does | level | from preset | fix |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
}

function replaceBetween(text, name, content) {
  const start = `<!-- begin generated: ${name} -->`;
  const end = `<!-- end generated: ${name} -->`;
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`the markers "${start}" and "${end}" are missing`);
  return `${before}${start}\n\n${content}\n\n${end}${after}`;
}
