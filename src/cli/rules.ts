import { readFileSync } from "node:fs";
import path from "node:path";
import { rules, topics } from "../../rules/index.ts";
import { packageRoot } from "../machine/package-root.ts";
import type { FlagValues } from "./arguments.ts";
import { nearest } from "./nearest.ts";
import { print } from "./output.ts";
import { UsageError } from "./usage-error.ts";

/** `tf-preflight rules [id]` */
export async function run(positionals: readonly string[], _values: FlagValues): Promise<number> {
  const [id] = positionals;
  await print(id === undefined ? list() : page(id));
  return 0;
}

function list(): string {
  const ids = Object.keys(rules);
  const width = Math.max(...ids.map((id) => id.length)) + 2;
  const rows = ids.map((id) => {
    const docs = rules[id]?.meta.docs;
    return `${id.padEnd(width)}${(docs?.level ?? "").padEnd(9)}${docs?.description ?? ""}${docs?.only ? ` (${docs.only} only)` : ""}`;
  });
  return `${rows.join("\n")}\n`;
}

function page(id: string): string {
  const topic = topics[id];
  if (topic === undefined) {
    const meant = nearest(id, Object.keys(rules));
    throw new UsageError(`unknown rule ${id}${meant ? `; did you mean ${meant}?` : ""} (tf-preflight rules)`);
  }
  return readFileSync(path.join(packageRoot(), "rules", topic, `${id}.md`), "utf8");
}
