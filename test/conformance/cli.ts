import path from "node:path";
import { parseArgs } from "node:util";
import { runConformance } from "./run.ts";

const { values, positionals } = parseArgs({
  options: { failures: { type: "boolean", default: false } },
  allowPositionals: true,
});

if (positionals.length === 0) {
  console.error("usage: npm run conformance -- [--failures] FILE…");
  process.exitCode = 2;
}

for (const file of positionals) {
  try {
    const { passed, failures, excluded } = runConformance(file);
    const skipped = excluded > 0 ? `, ${excluded} skipped` : "";
    console.log(`${path.basename(file)}: ${passed} passed, ${failures.length} failed${skipped}`);
    if (values.failures) {
      for (const { id, expected, actual } of failures) {
        console.log(`  ${id}\n    expected ${JSON.stringify(expected)}\n    actual   ${JSON.stringify(actual)}`);
      }
    }
    if (failures.length > 0) process.exitCode ??= 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}
