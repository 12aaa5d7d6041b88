#!/usr/bin/env node
/**
 * Builds dist/: the command line, the library and the ESLint plugin as ES modules that share their chunks, the types, and
 * the notices of the third-party code inside.
 */
import { execFileSync } from "node:child_process";
import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { thirdPartyNotices } from "./third-party-notices.js";

const root = path.resolve(fileURLToPath(import.meta.url), "../..");
const packageJson = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
const external = Object.keys(packageJson.dependencies ?? {});

/**
 * What ESLint's Linter loads for JavaScript and for plain configurations: neither is ever reached here, since the language
 * and the configuration are ours (src/lint/resolved-config.ts). Together they are 1.2 MB and two thirds of a cold start.
 * test/package/ lints the fixtures with the built program, so a file that has moved upstream fails at once.
 */
const unreached = [
  [/eslint[\\/]lib[\\/]rules[\\/]index\.js$/, ""],
  [/eslint[\\/]lib[\\/]languages[\\/]js[\\/]/, ""],
  [/eslint[\\/]lib[\\/]config[\\/]flat-config-array\.js$/, "exports.FlatConfigArray = class {};"],
  [/eslint[\\/]lib[\\/]shared[\\/]ajv\.js$/, ""],
  [/[\\/]node_modules[\\/]eslint-scope[\\/]/, ""],
  [/[\\/]node_modules[\\/]levn[\\/]/, ""],
  [/[\\/]node_modules[\\/]@eslint[\\/]config-array[\\/]/, "exports.ObjectSchema = class {};"],
  [/[\\/]node_modules[\\/]debug[\\/]/, "module.exports = () => () => {};"],
];

const withoutUnreached = {
  name: "without-unreached",
  load: (id) => unreached.find(([pattern]) => pattern.test(id))?.[1] ?? null,
};

/** Loaded only when a configuration calls a function that needs them, from a place where nothing can be awaited. */
const libraries = ["re2js", "yaml", "csv-parse/sync", "@noble/hashes/sha2.js", "@noble/hashes/legacy.js"];

const withLibraryFiles = {
  name: "with-library-files",
  resolveId: (id) => (id.endsWith("/library-file.ts") ? "\0library-file" : null),
  load: (id) =>
    id === "\0library-file"
      ? `import path from "node:path";
         import { packageRoot } from ${JSON.stringify(path.join(root, "src/machine/package-root.ts"))};
         export const libraryFile = (name) => path.join(packageRoot(), "dist/libraries", name.replaceAll("/", "-") + ".cjs");`
      : null,
};

await rm(path.join(root, "dist"), { recursive: true, force: true });
const bundle = await rolldown({
  cwd: root,
  input: { cli: "src/cli/main.ts", index: "src/index.ts", eslint: "src/eslint.ts" },
  platform: "node",
  external: (id) => external.some((name) => id === name || id.startsWith(`${name}/`)),
  plugins: [withoutUnreached, withLibraryFiles],
  logLevel: "warn",
});
const { output } = await bundle.write({
  dir: "dist",
  format: "esm",
  minify: true,
  chunkFileNames: "chunks/[name].js",
  // What every lint run needs, in one file: each file more costs a cold start a millisecond.
  codeSplitting: {
    groups: [
      {
        name: "core",
        test: /[\\/](?:src[\\/](?:hcl|values|terraform|versions|aws|language)|rules|node_modules)[\\/]|[\\/]src[\\/]lint[\\/](?:lint|load-options|libraries)\.ts$/,
      },
    ],
  },
  comments: { legal: false },
});
await bundle.close();

const libraryModules = [];
for (const name of libraries) {
  const library = await rolldown({ cwd: root, input: name, platform: "node" });
  const { output: files } = await library.write({
    file: `dist/libraries/${name.replaceAll("/", "-")}.cjs`,
    format: "cjs",
    minify: true,
    comments: { legal: false },
  });
  libraryModules.push(...files.flatMap((file) => (file.type === "chunk" ? file.moduleIds : [])));
  await library.close();
}

await chmod(path.join(root, "dist/cli.js"), 0o755);
const modules = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
await writeFile(
  path.join(root, "dist/THIRD-PARTY-NOTICES.txt"),
  await thirdPartyNotices([...modules, ...libraryModules]),
);
execFileSync(process.execPath, [path.join(root, "node_modules/typescript/bin/tsc"), "-p", root], { stdio: "inherit" });
