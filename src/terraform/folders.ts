import { entryPath } from "../machine/entry-path.ts";
import type { Machine } from "../machine/machine.ts";
import type { Program } from "../values/scope.ts";
import { readConfiguration, type Configuration } from "./configuration.ts";
import { configurationFiles, fileNames } from "./file-set.ts";
import { constantScope, type ConstantScope } from "./constant-scope.ts";
import type { FileParser, LoadOptions, TreeMemory } from "./load-options.ts";

/** The folders of modules, each looked at once. */
export class Folders {
  readonly constantScope: ConstantScope;
  private readonly flawless = new Map<string | null, WeakSet<Configuration>>();
  private readonly machine: Machine;
  private readonly program: Program;
  private readonly readFile: FileParser;
  private readonly memory: TreeMemory | undefined;
  private readonly configurations = new Map<string, Configuration>();
  private readonly realPaths = new Map<string, string>();

  constructor(machine: Machine, { program = "terraform", libraries, memory }: LoadOptions, readFile: FileParser) {
    this.machine = machine;
    this.program = program;
    this.constantScope = constantScope(program, libraries);
    this.readFile = readFile;
    this.memory = memory;
  }

  /** What is written in a folder, whoever calls it. */
  configuration(directory: string): Configuration {
    const known =
      this.configurations.get(directory) ??
      readConfiguration(directory, this.machine, this.program, this.readFile, this.constantScope);
    this.configurations.set(directory, known);
    return known;
  }

  /** Whether modules may be called in a folder. Says so without parsing, where it can. */
  mayCall(directory: string): boolean {
    const { memory } = this;
    if (!memory || this.configurations.has(directory)) return true;
    const names = fileNames(this.machine.files.list(directory));
    const { primary, override } = configurationFiles(names, this.program);
    return [...primary, ...override].some(
      // In JSON a name may be written with escapes.
      (name) => name.endsWith(".json") || memory.mentions(entryPath(directory, name, this.machine), "module"),
    );
  }

  /** Lets go of all configurations: they are read again when they are asked for. */
  release(): void {
    this.configurations.clear();
  }

  /** Configurations about which a release of the program (`null`: the newest) is known to have nothing to say by themselves. */
  flawlessIn(release: string | null): WeakSet<Configuration> {
    const known = this.flawless.get(release) ?? new WeakSet<Configuration>();
    this.flawless.set(release, known);
    return known;
  }

  /** The folder with all links resolved; as it is when it doesn't exist. */
  realPath(directory: string): string {
    const known = this.realPaths.get(directory) ?? this.machine.files.realPath(directory) ?? directory;
    this.realPaths.set(directory, known);
    return known;
  }
}
