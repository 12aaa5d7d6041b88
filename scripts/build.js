#!/usr/bin/env node
/**
 * Builds dist/: the library and the ESLint plugin as ES modules that share their chunks, the command line as scripts (of which V8's
 * code can be kept, src/cli/code-cache.ts), the types, and the notices of the third-party code inside.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
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

/** Modules of functions that few runs call, with packages behind them that take a millisecond to set up: set up at the first call. */
const deferred = /[\\/]src[\\/]versions[\\/](?:repair|semver-range)\.ts$/;

const withDeferred = {
  name: "with-deferred",
  async resolveId(source, importer) {
    if (!/(?:repair|semver-range)\.ts$/.test(source) || importer?.startsWith("\0")) return null;
    const resolved = await this.resolve(source, importer, { skipSelf: true });
    return resolved && deferred.test(resolved.id) ? `\0${resolved.id}` : null;
  },
  async load(id) {
    const file = id.slice(1);
    if (!id.startsWith("\0") || !deferred.test(file)) return null;
    const names = (await readFile(file, "utf8")).matchAll(/^export function (\w+)/gm);
    return Array.from(
      names,
      ([, name]) => `export const ${name} = (...given) => require(${JSON.stringify(file)}).${name}(...given);`,
    ).join("\n");
  },
};

/** What every lint run needs, in one file: each file more costs a cold start. */
const core =
  /[\\/](?:src[\\/](?:hcl|values|terraform|versions|aws|language)|rules|node_modules)[\\/]|[\\/]src[\\/]lint[\\/](?:lint|load-options|libraries)\.ts$/;
/** What is needed before the command is known. */
const commandLine =
  /[\\/]src[\\/](?:machine[\\/]|cli[\\/](?:main|arguments|command-names|commands|flags|nearest|output|usage-error)\.ts$)/;
/** What the lint command adds to the core. */
const lintCommand =
  /[\\/]src[\\/](?:cli[\\/](?:lint|lint-request|module-settings|standard-input)|report[\\/](?:text|printable))\.ts$/;

/**
 * @param {Record<string, string>} input
 * @param {import("rolldown").OutputOptions} output
 * @param {Record<string, string>} define
 */
async function bundle(input, output, define = {}) {
  const build = await rolldown({
    cwd: root,
    input,
    platform: "node",
    external: (id) => external.some((name) => id === name || id.startsWith(`${name}/`)),
    plugins: [withoutUnreached, withLibraryFiles, withDeferred],
    transform: { define },
    logLevel: "warn",
  });
  const { output: files } = await build.write({ minify: true, comments: { legal: false }, ...output });
  await build.close();
  return files.filter((file) => file.type === "chunk");
}

await rm(path.join(root, "dist"), { recursive: true, force: true });
const library = await bundle(
  { index: "src/index.ts", eslint: "src/eslint.ts" },
  {
    dir: "dist",
    format: "esm",
    chunkFileNames: "chunks/[name].js",
    codeSplitting: { groups: [{ name: "core", test: core }] },
  },
);
const program = await bundle(
  { main: "src/cli/main.ts" },
  {
    dir: "dist/cli",
    format: "cjs",
    // Code out of the cache has forgotten who loads modules for it.
    dynamicImportInCjs: false,
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name].cjs",
    codeSplitting: {
      groups: [
        { name: "command-line", test: commandLine, priority: 1 },
        { name: "core", test: new RegExp(`${core.source}|${lintCommand.source}`) },
      ],
    },
  },
);
const hash = createHash("sha256");
for (const { fileName, code } of program) {
  // As src/cli/code-cache.ts wants it. In ASCII it is read twice as fast and takes half the memory; the minifier would undo it earlier.
  const ascii = code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const script = `(function (exports, require, module, __filename, __dirname) {${ascii}\n})`;
  await writeFile(path.join(root, "dist/cli", fileName), script);
  hash.update(script);
}
await bundle(
  { cli: "src/cli/start.ts" },
  { dir: "dist", format: "cjs", entryFileNames: "[name].cjs" },
  { BUILD: JSON.stringify(hash.digest("hex").slice(0, 16)) },
);
await chmod(path.join(root, "dist/cli.cjs"), 0o755);

const libraryModules = [];
for (const name of libraries) {
  const build = await rolldown({ cwd: root, input: name, platform: "node" });
  const { output: files } = await build.write({
    file: `dist/libraries/${name.replaceAll("/", "-")}.cjs`,
    format: "cjs",
    minify: true,
    comments: { legal: false },
  });
  libraryModules.push(...files.flatMap((file) => (file.type === "chunk" ? file.moduleIds : [])));
  await build.close();
}

const modules = [...library, ...program].flatMap(({ moduleIds }) => moduleIds);
await writeFile(
  path.join(root, "dist/THIRD-PARTY-NOTICES.txt"),
  await thirdPartyNotices([...modules, ...libraryModules]),
);
execFileSync(process.execPath, [path.join(root, "node_modules/typescript/bin/tsc"), "-p", root], { stdio: "inherit" });
