import { readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(fileURLToPath(import.meta.url), "../..");

/** The rules, one entry a file `rules/<topic>/<id>.ts`, in the order of their topics. */
export async function ruleFiles() {
  const topics = ["credentials", "environment", "provider", "backend", "versions"];
  const perTopic = await Promise.all(
    topics.map(async (topic) => {
      const names = await readdir(path.join(root, "rules", topic)).catch(() => []);
      return names
        .filter((name) => name.endsWith(".ts"))
        .sort()
        .map((name) => ({ topic, id: name.slice(0, -".ts".length) }));
    }),
  );
  return perTopic.flat();
}
