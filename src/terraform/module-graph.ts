import type { Machine } from "../machine/machine.ts";
import { groupBy } from "../machine/group-by.ts";
import { FolderCalls, FolderGroups, rootsAmong, rootsByCalled } from "./folder-calls.ts";
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
  /** Names the folders that calls connect, whichever way: those of one group have the same name. */
  groupOf(directory: string): string;
  /** Lets go of all that was read and evaluated. What is asked for afterwards is read again, and its nodes are others. */
  release(): void;
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
  const calls = new FolderCalls((folder) => {
    const called = loader.folders.mayCall(folder) ? calledFolders(folder, loader, machine).map(real) : [];
    if (options.memory?.isFull() === true) {
      options.memory.release();
      loader.folders.release();
    }
    return called;
  });
  const rootFolders = rootsAmong([...folders.keys()], calls);
  const loaded = new Map<string, RootModule>();
  const rootIn = (folder: string): RootModule => {
    const root = loaded.get(folder) ?? loader.load(folders.get(folder) ?? folder);
    loaded.set(folder, root);
    return root;
  };
  const below = new Map<RootModule, ReadonlyMap<string, readonly Module[]>>();
  const instancesBelow = (root: RootModule): ReadonlyMap<string, readonly Module[]> => {
    const instances = below.get(root) ?? groupBy(root.modules(), ({ directory }) => real(directory));
    below.set(root, instances);
    return instances;
  };
  const isRoot = new Set(rootFolders);
  let callers: ReadonlyMap<string, readonly string[]> | undefined;
  let groups: FolderGroups | undefined;
  return {
    get roots() {
      return rootFolders.map(rootIn);
    },
    instancesIn(directory) {
      const folder = real(directory);
      if (isRoot.has(folder)) return [rootIn(folder)];
      callers ??= rootsByCalled(rootFolders, calls);
      return (callers.get(folder) ?? []).flatMap((root) => instancesBelow(rootIn(root)).get(folder) ?? []);
    },
    groupOf(directory) {
      groups ??= new FolderGroups([...folders.keys()], calls);
      return groups.nameOf(real(directory));
    },
    release() {
      loaded.clear();
      below.clear();
      loader.folders.release();
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
