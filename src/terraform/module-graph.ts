import type { Machine } from "../machine/machine.ts";
import { stringLiteral } from "./literal.ts";
import { ModuleLoader } from "./load-module.ts";
import type { LoadOptions } from "./load-options.ts";
import type { Module, RootModule } from "./module.ts";

/** The modules in a set of folders, and who calls whom. */
export interface ModuleGraph {
  /** Those that no other of the folders calls, in the order of the folders. */
  readonly roots: readonly RootModule[];
  /** All that the module in a folder is, below all roots: once for each call, or itself when it is a root. */
  instancesIn(directory: string): readonly Module[];
}

/**
 * Finds the root modules among folders: a module that another one calls by a local path is judged as what it is called with, never by itself.
 *
 * @param directories absolute paths of folders with configuration.
 */
export function buildModuleGraph(directories: readonly string[], machine: Machine, options: LoadOptions): ModuleGraph {
  const loader = new ModuleLoader(machine, options);
  const real = (path: string): string => loader.folders.realPath(path);
  const folders = new Map(directories.map((directory) => [real(directory), directory]));
  const calls = new Calls((folder) => calledFolders(folder, loader, machine).map(real));
  const roots = new Map(
    rootsAmong([...folders.keys()], calls).map((folder) => [folder, loader.load(folders.get(folder) ?? folder)]),
  );
  return {
    roots: [...roots.values()],
    instancesIn(directory) {
      const folder = real(directory);
      const itself = roots.get(folder);
      if (itself) return [itself];
      return Array.from(roots).flatMap(([root, module]) =>
        calls.reachedFrom([root]).has(folder)
          ? module.modules().filter((instance) => real(instance.directory) === folder)
          : [],
      );
    },
  };
}

/** The folders that the local calls of a module point to. */
function calledFolders(folder: string, loader: ModuleLoader, machine: Machine): readonly string[] {
  return Array.from(loader.folders.configuration(folder).calls.values()).flatMap((call) => {
    const expression = call.attribute("source")?.node.value;
    const source = expression ? stringLiteral(expression) : null;
    return source !== null && /^\.\.?([/\\]|$)/.test(source) ? [machine.paths.join(folder, source)] : [];
  });
}

/** Who calls whom, by folder. */
class Calls {
  private readonly find: (folder: string) => readonly string[];
  private readonly known = new Map<string, readonly string[]>();
  private readonly reached = new Map<string, ReadonlySet<string>>();

  constructor(find: (folder: string) => readonly string[]) {
    this.find = find;
  }

  /** The folders that a folder calls itself. */
  from(folder: string): readonly string[] {
    const targets = this.known.get(folder) ?? this.find(folder);
    this.known.set(folder, targets);
    return targets;
  }

  /** What can be reached from folders, call by call; one of themselves only when another call leads to it. */
  reachedFrom(folders: readonly string[]): ReadonlySet<string> {
    const key = folders.join("\0");
    const before = this.reached.get(key);
    if (before) return before;
    const reached = new Set<string>();
    const pending = [...folders];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const target of this.from(next)) {
        if (reached.has(target)) continue;
        reached.add(target);
        pending.push(target);
      }
    }
    this.reached.set(key, reached);
    return reached;
  }
}

function rootsAmong(folders: readonly string[], calls: Calls): readonly string[] {
  const callers = new Set([...folders, ...calls.reachedFrom(folders)]);
  const called = new Set([...callers].flatMap((folder) => calls.from(folder).filter((target) => target !== folder)));
  const roots = new Set(folders.filter((folder) => !called.has(folder)));
  const reached = new Set(calls.reachedFrom([...roots]));
  // Modules that only call each other: one of them must stand for the circle.
  for (const folder of folders) {
    if (roots.has(folder) || reached.has(folder)) continue;
    roots.add(folder);
    for (const target of calls.reachedFrom([folder])) reached.add(target);
  }
  return folders.filter((folder) => roots.has(folder));
}
