import path from "node:path";
import { rolldown } from "rolldown";
import { root } from "./rule-files.js";

/**
 * Bundles a TypeScript entry of this repository into `node_modules/.cache/run/NAME.mjs`, and says where that is. Node 20 cannot
 * strip types, and rolldown is a dependency already; packages stay outside the bundle.
 */
export async function bundle(entry, name) {
  const outFile = path.join(root, "node_modules/.cache/run", `${name}-${process.pid}.mjs`);
  const built = await rolldown({
    input: path.resolve(root, entry),
    platform: "node",
    external: (id) => !id.startsWith(".") && !path.isAbsolute(id),
    logLevel: "silent",
  });
  await built.write({ file: outFile, sourcemap: "inline", codeSplitting: false });
  await built.close();
  return outFile;
}
