/**
 * What tf-preflight costs: `npm run bench -- [DIRECTORY…]` after `npm run build`. Ratios are of runs in turn on this machine;
 * directories with real configuration are measured too when they are given.
 */
import { rmSync } from "node:fs";
import path from "node:path";
import { timeInTurn } from "./cold-start.ts";
import { generatedModules } from "./generated-modules.ts";

const root = path.dirname(path.dirname(process.argv[1] ?? ""));
const cli = path.join(root, "dist/cli.cjs");
const demo = path.join(root, "fixtures/demo");
const milliseconds = (time: number): string => `${time.toFixed(0)} ms`;

const [bare, lint, whoami] = timeInTurn(
  [
    ["-e", "0"],
    [cli, "main.tf", "--no-env"],
    [cli, "whoami"],
  ],
  25,
  demo,
);
if (bare && lint && whoami) {
  console.log("cold start, whole process           minimum   median   × node -e 0 (minimum)");
  for (const [name, { minimum, median }] of [
    ["node -e 0", bare],
    ["tf-preflight main.tf --no-env", lint],
    ["tf-preflight whoami", whoami],
  ] as const) {
    const ratio = (minimum / bare.minimum).toFixed(2);
    console.log(`${name.padEnd(34)}${milliseconds(minimum).padStart(9)}${milliseconds(median).padStart(9)}   ${ratio}`);
  }
}

console.log("\ngenerated root modules, all rules   minimum   per module");
for (const count of [250, 500, 1000]) {
  const folder = generatedModules(count);
  const [time] = timeInTurn([[cli, folder, "--preset", "all"]], 3, folder);
  const minimum = time?.minimum ?? 0;
  console.log(
    `${String(count).padEnd(34)}${milliseconds(minimum).padStart(9)}   ${((minimum - (bare?.minimum ?? 0)) / count).toFixed(2)} ms`,
  );
  rmSync(folder, { recursive: true });
}

for (const directory of process.argv.slice(2)) {
  const [off, all] = timeInTurn(
    [
      [cli, directory, "--no-env", "--preset", "recommended"],
      [cli, directory, "--no-env", "--preset", "all"],
    ],
    3,
    directory,
  );
  console.log(`\n${directory}: recommended ${milliseconds(off?.minimum ?? 0)}, all ${milliseconds(all?.minimum ?? 0)}`);
}
