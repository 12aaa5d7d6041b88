import { isInstance } from "../aws/instance.ts";
import { missingProgram } from "../aws/process-program.ts";
import { showPath, showPlace } from "../aws/show-place.ts";
import { consumersOf, type PlacedConsumer } from "../aws/consumers.ts";
import { resolveIdentity } from "../aws/resolve-identity.ts";
import { consumerFiles, unknownSettings, type ConsumerFiles } from "../aws/shared-config/consumer-files.ts";
import type { Trace } from "../aws/trace.ts";
import type { VersionFlags } from "../aws/versions-in-play.ts";
import type { Block, ParsedFile } from "../hcl/ast.ts";
import { groupBy } from "../machine/group-by.ts";
import type { Machine } from "../machine/machine.ts";
import type { FileKind } from "../terraform/file-kind.ts";
import { configurationFiles } from "../terraform/file-set.ts";
import { lockFileIn } from "../terraform/lock-file.ts";
import type { Module, RootModule } from "../terraform/module.ts";
import { releaseTable } from "../versions/releases.ts";
import { credentialSource } from "./credential-services.ts";
import { foretoldFailure, type ForetoldFailure } from "./failures.ts";
import { isPlannedHere } from "./root-evidence.ts";
import { matches } from "./path-patterns.ts";
import { programOf } from "./required-provider.ts";
import type { Services } from "./services.ts";
import { githubRun } from "./github-event.ts";
import { userShell } from "./user-shell.ts";

export interface ServicesSource {
  /** What rules may ask about one file. `isFirstFile` is decided by who knows which files are linted. */
  services(path: string, kind: FileKind, file: ParsedFile, isFirstFile: boolean): Services;
}

export interface ServicesRequest {
  /** The module instances that a folder is. */
  readonly instancesOf: (directory: string) => readonly Module[];
  /** `null` for a file that can't be read. */
  readonly parsed: (path: string) => ParsedFile | null;
  readonly versions: VersionFlags;
  /** `false`: nobody's identity is told, so that the answer is the same on every machine. */
  readonly useEnvironment: boolean;
  /** Every root is planned by itself, whatever it looks like. */
  readonly plansRoots: boolean;
  /** Default: the tables that are shipped. */
  readonly releases?: Services["releases"];
}

/** Answers for all files of a run: what is worked out for one file serves the others. */
export function servicesSource(
  { instancesOf, parsed, versions, useEnvironment, releases = releaseTable, plansRoots }: ServicesRequest,
  machine: Machine,
): ServicesSource {
  const credentialsOf = credentialSource({ instancesOf, parsed, machine });
  const consumersByRoot = new WeakMap<RootModule, readonly PlacedConsumer[]>();
  const traces = new WeakMap<PlacedConsumer, Trace>();
  const failures = new WeakMap<PlacedConsumer, ForetoldFailure | null>();
  const files = new WeakMap<PlacedConsumer, ConsumerFiles | null>();
  let cli: Trace | undefined;

  const allConsumers = new WeakMap<readonly Module[], readonly PlacedConsumer[]>();
  const consumersOfAll = (modules: readonly Module[]): readonly PlacedConsumer[] => {
    const known = allConsumers.get(modules) ?? roots(modules).flatMap(consumersIn);
    allConsumers.set(modules, known);
    return known;
  };

  const byBlock = new WeakMap<readonly Module[], ReadonlyMap<Block | undefined, readonly PlacedConsumer[]>>();
  const consumersByBlock = (modules: readonly Module[]): ReadonlyMap<Block | undefined, readonly PlacedConsumer[]> => {
    const known = byBlock.get(modules) ?? groupBy(consumersOfAll(modules), ({ block }) => block?.node);
    byBlock.set(modules, known);
    return known;
  };

  const consumersIn = (root: RootModule): readonly PlacedConsumer[] => {
    const known = consumersByRoot.get(root) ?? consumersOf(root, versions);
    consumersByRoot.set(root, known);
    return known;
  };

  const planned = new WeakMap<RootModule, boolean>();
  const isHere = (root: RootModule): boolean => {
    const known = planned.get(root) ?? (plansRoots || isPlannedHere(root, machine));
    planned.set(root, known);
    return known;
  };

  const trace = (placed: PlacedConsumer): Trace | null => {
    if (!useEnvironment) return null;
    const known = traces.get(placed) ?? resolveIdentity(placed.consumer, machine);
    traces.set(placed, known);
    return known;
  };

  const failure = (placed: PlacedConsumer): ForetoldFailure | null => {
    const known = failures.get(placed);
    if (known !== undefined) return known;
    const told = trace(placed);
    const found = told && foretoldFailure(told, placed.consumer, machine);
    failures.set(placed, found);
    return found;
  };

  const sharedFiles = (placed: PlacedConsumer): ConsumerFiles | null => {
    if (!useEnvironment) return null;
    const known = files.get(placed);
    if (known !== undefined) return known;
    const found = consumerFiles(placed.consumer, machine);
    files.set(placed, found);
    return found;
  };

  return {
    services(path, kind, file, isFirstFile) {
      const directory = machine.paths.dirname(path);
      return {
        file: kind,
        path,
        isFirstFile,
        isAmong: (patterns) => matches(patterns, path, machine),
        get modules() {
          return instancesOf(directory);
        },
        filesReadBy(program) {
          const listing = machine.files.list(directory);
          const names = listing.ok
            ? listing.entries.flatMap((each) => (each.kind === "directory" ? [] : each.name))
            : [];
          const { primary, override } = configurationFiles(names, program);
          return [...primary, ...override].flatMap((name) => parsed(machine.paths.join(directory, name)) ?? []);
        },
        get lockFile() {
          return kind.content === "lock-file" ? lockFileIn(file, programOf(this)) : null;
        },
        configurations(block) {
          return roots(this.modules).flatMap((root) =>
            root.providerConfigurations().filter((configuration) => configuration.block?.node === block),
          );
        },
        consumers(block) {
          return consumersByBlock(this.modules).get(block) ?? [];
        },
        allConsumers() {
          return consumersOfAll(this.modules);
        },
        consumersHere() {
          return useEnvironment ? roots(this.modules).filter(isHere).flatMap(consumersIn) : [];
        },
        trace,
        sharedFiles,
        unknownSettings: ({ consumer }) => (useEnvironment ? unknownSettings(consumer, machine) : []),
        cliTrace: () => (useEnvironment ? (cli ??= resolveIdentity({ kind: "cli", address: "cli" }, machine)) : null),
        variable: (name) => (useEnvironment ? machine.environment.get(name) : undefined),
        shell: useEnvironment ? userShell(machine) : "posix",
        failure,
        missingProgram: (command) => (useEnvironment ? missingProgram(command, machine) : null),
        isInstance: () => useEnvironment && isInstance(machine),
        githubRun: () => (useEnvironment ? githubRun(machine) : null),
        show: (place) => (typeof place === "string" ? showPath(place, machine) : showPlace(place, machine)),
        releases,
        versionFlags: versions,
        credentials: credentialsOf(path, file),
        now: machine.now,
      };
    },
  };
}

function roots(modules: readonly Module[]): readonly RootModule[] {
  return [...new Set(modules.map(({ root }) => root))];
}
