import type { ParsedFile } from "../hcl/ast.ts";
import { noModuleSettings } from "../language/module-settings.ts";
import { servicesSource, type ServicesSource } from "../language/services-source.ts";
import type { FileFailure, Machine } from "../machine/machine.ts";
import type { LoadOptions } from "../terraform/load-options.ts";
import type { Module } from "../terraform/module.ts";
import { buildModuleGraph, type ModuleGraph } from "../terraform/module-graph.ts";
import type { Program } from "../values/scope.ts";
import type { Configurations } from "./configurations.ts";
import type { LintedFile } from "./discover.ts";
import { libraries } from "./libraries.ts";
import type { LintRequest } from "./lint.ts";
import { loadOptions, programOf } from "./load-options.ts";
import type { ParsedFiles } from "./parsed-files.ts";
import { repositoryRoots } from "../machine/repository-root.ts";

export interface LintedModules extends ServicesSource {
  /**
   * Names the folders whose files must be linted together, since their modules call each other, or their values are for modules of
   * others. Between groups everything may be let go of.
   */
  groupOf(directory: string): string;
  release(): void;
}

/** How far below a module folders with nothing but values for it may lie. */
const deepestValues = 3;

/** The modules of a run: which folders are roots, which are called by them, and what rules may ask about each. */
export function lintedModules(
  files: readonly LintedFile[],
  parsed: ParsedFiles,
  configurations: Configurations,
  { moduleSettings = noModuleSettings, useEnvironment = true, releases, command }: LintRequest,
  machine: Machine,
): LintedModules {
  const readFile = (path: string): ParsedFile | FileFailure => {
    const read = parsed.read(path);
    return read.ok ? read.file : read;
  };
  const fileAt = (path: string): ParsedFile | null => {
    const read = parsed.read(path);
    return read.ok ? read.file : null;
  };

  const directories = new Set(
    files.filter(({ kind }) => kind.content === "configuration").map(({ path }) => machine.paths.dirname(path)),
  );
  const programIn = (directory: string): Program => programOf(directory, moduleSettings, configurations, machine);
  const graphs = moduleGraphs([...directories], programIn, machine, {
    ...loadOptions(moduleSettings, machine),
    environment: useEnvironment,
    readFile,
    memory: parsed,
    libraries,
  });
  const known = new Map<string, readonly Module[]>();
  const instancesOf = (directory: string): readonly Module[] => {
    const instances = known.get(directory) ?? graphs.get(directory)?.instancesIn(directory) ?? [];
    known.set(directory, instances);
    return instances;
  };
  const source = servicesSource(
    {
      instancesOf,
      parsed: fileAt,
      versions: moduleSettings,
      useEnvironment,
      plansRoots: command === "check",
      ...(releases && { releases }),
    },
    machine,
  );
  return {
    services: (...asked) => source.services(...asked),
    groupOf(directory) {
      let folder = directory;
      for (let depth = 0; depth <= deepestValues; depth++) {
        const graph = graphs.get(folder);
        if (graph) return graph.groupOf(folder);
        folder = machine.paths.dirname(folder);
      }
      return directory;
    },
    release() {
      if (!parsed.isFull()) return;
      parsed.release();
      known.clear();
      for (const graph of new Set(graphs.values())) graph.release();
    },
  };
}

/** One graph for the folders of each repository that are run by the same program, by folder. */
function moduleGraphs(
  directories: readonly string[],
  programIn: (directory: string) => Program,
  machine: Machine,
  options: LoadOptions,
): ReadonlyMap<string, ModuleGraph> {
  const rootOf = repositoryRoots(machine);
  const worlds = new Map<string, { readonly directories: string[]; readonly options: LoadOptions }>();
  for (const directory of directories) {
    const program = programIn(directory);
    const allowedRoot = rootOf(directory);
    const key = `${program} ${allowedRoot}`;
    const world = worlds.get(key) ?? { directories: [], options: { ...options, program, allowedRoot } };
    world.directories.push(directory);
    worlds.set(key, world);
  }
  const graphs = new Map<string, ModuleGraph>();
  for (const world of worlds.values()) {
    const graph = buildModuleGraph(world.directories, machine, world.options);
    for (const directory of world.directories) graphs.set(directory, graph);
  }
  return graphs;
}
