import type { ParsedFile } from "../hcl/ast.ts";
import { noModuleSettings } from "../language/module-settings.ts";
import { servicesSource, type ServicesSource } from "../language/services-source.ts";
import type { FileFailure, Machine } from "../machine/machine.ts";
import type { LoadOptions } from "../terraform/load-options.ts";
import type { Module } from "../terraform/module.ts";
import { buildModuleGraph, type ModuleGraph } from "../terraform/module-graph.ts";
import type { Configurations } from "./configurations.ts";
import type { LintedFile } from "./discover.ts";
import { libraries } from "./libraries.ts";
import type { LintRequest } from "./lint.ts";
import { loadOptions } from "./load-options.ts";
import type { ParsedFiles } from "./parsed-files.ts";
import { repositoryRoot } from "../machine/repository-root.ts";

/** The modules of a run: which folders are roots, which are called by them, and what rules may ask about each. */
export function lintedModules(
  files: readonly LintedFile[],
  parsed: ParsedFiles,
  configurations: Configurations,
  { moduleSettings = noModuleSettings, useEnvironment = true, releases, command }: LintRequest,
  machine: Machine,
): ServicesSource {
  const readFile = (path: string): ParsedFile | FileFailure => {
    const read = parsed(path);
    return read.ok ? read.file : read;
  };
  const fileAt = (path: string): ParsedFile | null => {
    const read = parsed(path);
    return read.ok ? read.file : null;
  };

  const directories = new Set(
    files.filter(({ kind }) => kind.content === "configuration").map(({ path }) => machine.paths.dirname(path)),
  );
  const graphOf = moduleGraphs([...directories], configurations, machine, {
    ...loadOptions(moduleSettings, machine),
    environment: useEnvironment,
    readFile,
    libraries,
    // A version of Terraform is one of Terraform, whatever the configuration says of OpenTofu.
    ...(moduleSettings.terraformVersion !== undefined &&
      moduleSettings.opentofuVersion === undefined && { program: "terraform" as const }),
  });
  const instancesOf = memoize((directory: string): readonly Module[] =>
    directories.has(directory) ? graphOf(directory).instancesIn(directory) : [],
  );
  return servicesSource(
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
}

/** One graph for the folders of each repository that are run by the same program, made when it is first asked for. */
function moduleGraphs(
  directories: readonly string[],
  configurations: Configurations,
  machine: Machine,
  options: LoadOptions,
): (directory: string) => ModuleGraph {
  const graphs = new Map<string, ModuleGraph>();
  const world = memoize((directory: string): { readonly key: string; readonly options: LoadOptions } => {
    const { opentofu } = configurations.nearest(directory).configuration;
    const allowedRoot = repositoryRoot(directory, machine);
    return {
      key: `${String(opentofu)} ${allowedRoot}`,
      options: { ...(opentofu && { program: "opentofu" }), ...options, allowedRoot },
    };
  });
  return (directory) => {
    const { key, options: theirs } = world(directory);
    let graph = graphs.get(key);
    if (!graph) {
      const together = directories.filter((other) => world(other).key === key);
      graphs.set(key, (graph = buildModuleGraph(together, machine, theirs)));
    }
    return graph;
  };
}

function memoize<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = compute(key)));
    return value;
  };
}
