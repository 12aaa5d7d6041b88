import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Script } from "node:vm";

interface LoadedModule {
  exports: unknown;
}

/** All files are of one package, so that they find the same packages. */
const native = createRequire(import.meta.url);

type CompiledModule = (
  exports: unknown,
  require: (id: string) => unknown,
  module: LoadedModule,
  fileName: string,
  directory: string,
) => void;

/**
 * Loads CommonJS files, in ASCII and inside the function that Node would put around them (scripts/build.js writes them so), with
 * the code that V8 compiled in an earlier run: compiling is more than a third of what a run over one file costs. The compile
 * cache of Node 22 holds what a file runs while it loads; this one, made at the end of a run, holds every function that was
 * called. Whatever is wrong with it, the files are compiled as ever.
 */
export class CodeCache {
  readonly #folder: string | null;
  readonly #modules = new Map<string, LoadedModule>();
  readonly #compiled: { readonly script: Script; readonly cacheFile: string }[] = [];

  /**
   * @param home Whatever is in it is run: a folder that somebody else can write to is not used. `null`: nothing is kept.
   * @param key The name of a folder. It tells apart builds of the program, versions and options of Node: of a source V8 compares no
   * more than the length.
   */
  constructor(home: string | null, key: string) {
    this.#folder = home !== null && isPrivate(home) ? path.join(home, key) : null;
  }

  load(file: string): unknown {
    const known = this.#modules.get(file);
    if (known) return known.exports;
    const module: LoadedModule = { exports: {} };
    this.#modules.set(file, module);
    const require = (id: string): unknown =>
      id.startsWith(".") ? this.load(path.resolve(path.dirname(file), id)) : native(id);
    const run = this.#compile(file).runInThisContext() as CompiledModule;
    run.call(module.exports, module.exports, require, module, file, path.dirname(file));
    return module.exports;
  }

  /** Whether there is a folder for the cache, and nothing in it that this run could use. */
  get isEmpty(): boolean {
    return this.#folder !== null && this.#compiled.length === this.#modules.size;
  }

  /** Keeps what was compiled in this run, unless all of it came out of the cache. */
  keep(): void {
    if (this.#folder === null || this.#compiled.length === 0) return;
    try {
      for (const folder of [path.dirname(this.#folder), this.#folder]) {
        if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
      }
      for (const { script, cacheFile } of this.#compiled) {
        const temporary = `${cacheFile}.${process.pid}`;
        writeFileSync(temporary, script.createCachedData(), { mode: 0o600 });
        renameSync(temporary, cacheFile);
      }
    } catch {
      // A full or read-only disk: the next run compiles again.
    }
  }

  #compile(file: string): Script {
    const cacheFile = this.#folder === null ? null : path.join(this.#folder, `${path.basename(file)}.code`);
    const cachedData = cacheFile === null ? undefined : contentOf(cacheFile);
    const script = new Script(readFileSync(file, "latin1"), { filename: file, cachedData });
    if (cacheFile !== null && script.cachedDataRejected !== false) this.#compiled.push({ script, cacheFile });
    return script;
  }
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function isPrivate(folder: string): boolean {
  try {
    const stats = lstatSync(folder);
    // Windows has neither; there the folder for temporary files is the user's own.
    const user = process.getuid?.();
    return stats.isDirectory() && (user === undefined || (stats.uid === user && (stats.mode & 0o022) === 0));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}
