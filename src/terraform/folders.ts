import type { Machine } from "../machine/machine.ts";
import type { Program } from "../values/scope.ts";
import { readConfiguration, type Configuration } from "./configuration.ts";
import { constantScope, type ConstantScope } from "./constant-scope.ts";
import type { FileParser, LoadOptions } from "./load-options.ts";

/** The folders of modules, each looked at once. */
export class Folders {
  readonly constantScope: ConstantScope;
  private readonly machine: Machine;
  private readonly program: Program;
  private readonly readFile: FileParser;
  private readonly configurations = new Map<string, Configuration>();
  private readonly realPaths = new Map<string, string>();

  constructor(machine: Machine, { program = "terraform", libraries }: LoadOptions, readFile: FileParser) {
    this.machine = machine;
    this.program = program;
    this.constantScope = constantScope(program, libraries);
    this.readFile = readFile;
  }

  /** What is written in a folder, whoever calls it. */
  configuration(directory: string): Configuration {
    const known =
      this.configurations.get(directory) ??
      readConfiguration(directory, this.machine, this.program, this.readFile, this.constantScope);
    this.configurations.set(directory, known);
    return known;
  }

  /** The folder with all links resolved; as it is when it doesn't exist. */
  realPath(directory: string): string {
    const known = this.realPaths.get(directory) ?? this.machine.files.realPath(directory) ?? directory;
    this.realPaths.set(directory, known);
    return known;
  }
}
