import { SourcePositions } from "../hcl/source-positions.ts";
import type { Machine } from "../machine/machine.ts";
import { createBudget, type Budget } from "../values/budget.ts";
import type { Libraries } from "../values/libraries.ts";
import type { ModuleSymbols } from "../values/module-symbols.ts";
import type { SourceText } from "../values/origin.ts";
import type { FileAccess, Names, Program, Scope } from "../values/scope.ts";
import { CycleWatch } from "./cycle-watch.ts";
import { selectedWorkspace } from "./data-directory.ts";
import type { Folders } from "./folders.ts";
import type { LoadOptions } from "./load-options.ts";
import type { Workspace } from "./module.ts";
import { readModuleManifest, type ModuleManifest } from "./module-manifest.ts";
import type { SourceRange } from "./source-range.ts";

/** What all modules below one root share. */
export class Session {
  /** Absolute path of the root module's folder. */
  readonly root: string;
  readonly machine: Machine;
  readonly options: LoadOptions;
  readonly program: Program;
  readonly libraries: Libraries;
  readonly budget: Budget = createBudget();
  readonly cycles = new CycleWatch();
  readonly folders: Folders;
  private readonly files: FileAccess;
  private instancesLeft = 10_000;
  private knownManifest: ModuleManifest | undefined;
  private knownWorkspace: Workspace | undefined;

  constructor(root: string, machine: Machine, options: LoadOptions, folders: Folders) {
    this.root = root;
    this.machine = machine;
    this.options = options;
    this.program = options.program ?? "terraform";
    this.libraries = options.libraries;
    this.folders = folders;
    this.files = { machine, workingDirectory: root, allowedRoot: options.allowedRoot ?? root };
  }

  get manifest(): ModuleManifest {
    return (this.knownManifest ??=
      this.options.environment === false ? new Map<string, never>() : readModuleManifest(this.root, this.machine));
  }

  get workspace(): Workspace {
    return (this.knownWorkspace ??= selectedWorkspace(this.root, this.machine, this.options));
  }

  /** Whether so many further module instances may be made. Modules that call each other twice are two to the power of their depth. */
  affords(instances: number): boolean {
    if (instances > this.instancesLeft) return false;
    this.instancesLeft -= instances;
    return true;
  }

  /** `path.module`, `path.root` and `path.cwd` of the module in a folder. */
  paths(directory: string): ModuleSymbols["path"] {
    const relative = this.shown(directory);
    return { module: relative === "" ? "." : relative, root: ".", cwd: this.root.replaceAll("\\", "/") };
  }

  /** Where expressions of a module are evaluated. */
  scope(file: SourceText, names: Names): Scope {
    const { program, files, libraries, budget } = this;
    return { file, program, names, functionCalls: true, files, libraries, budget };
  }

  /** Where only constants are allowed. */
  constantScope(file: SourceText): Scope {
    return this.folders.constantScope(file);
  }

  /** A path as Terraform shows it, which runs in the root module's folder; with slashes. */
  shown(path: string): string {
    return this.machine.paths.isAbsolute(path)
      ? this.machine.paths.relative(this.root, path).replaceAll("\\", "/")
      : path;
  }

  /** A place as Terraform prints it: `main.tf:1,1-13`. */
  readonly describe = ({ file, start, end }: SourceRange): string =>
    new SourcePositions(file.source).describe(this.shown(file.fileName), start, end);
}
