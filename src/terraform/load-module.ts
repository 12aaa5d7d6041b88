import type { Machine } from "../machine/machine.ts";
import { Folders } from "./folders.ts";
import type { FileParser, LoadOptions } from "./load-options.ts";
import type { RootModule } from "./module.ts";
import { parse } from "./parse.ts";
import { RootInstance } from "./root.ts";
import { Session } from "./session.ts";

/**
 * Reads the configuration in a folder as `terraform plan` would, run in it. Never throws, and evaluates nothing that isn't asked for: what can't be
 * read or told is in the diagnostics, or unknown with a reason.
 *
 * @param directory path of the root module's folder, absolute or from the machine's current directory.
 */
export function loadModule(directory: string, machine: Machine, options: LoadOptions): RootModule {
  return new ModuleLoader(machine, options).load(directory);
}

/** Loads root modules that share what they have in common: every file is parsed once, every folder read once. */
export class ModuleLoader {
  readonly folders: Folders;
  private readonly machine: Machine;
  private readonly options: LoadOptions;
  private readonly readFile: FileParser;

  constructor(machine: Machine, options: LoadOptions) {
    this.machine = machine;
    this.options = options;
    this.readFile = options.readFile ?? fileParser(machine);
    this.folders = new Folders(machine, options, this.readFile);
  }

  load(directory: string): RootInstance {
    const root = this.machine.paths.resolve(directory);
    const session = new Session(root, this.machine, this.options, this.folders);
    return new RootInstance(session, this.folders.configuration(root), this.readFile);
  }
}

/** Parses each file once. */
function fileParser(machine: Machine): FileParser {
  const known = new Map<string, ReturnType<FileParser>>();
  return (path) => {
    const before = known.get(path);
    if (before) return before;
    const content = machine.files.read(path);
    const file = content.ok ? parse(content.bytes, path) : content;
    known.set(path, file);
    return file;
  };
}
