import type { Configuration } from "./configuration.ts";
import { createBackend, createCloud } from "./backend.ts";
import { readCachedBackend } from "./cached-backend.ts";
import type { ModuleDiagnostic } from "./diagnostic.ts";
import { collectGivenValues, type GivenValues } from "./given-values.ts";
import { rootInputs } from "./input-values.ts";
import { ModuleInstance } from "./instance.ts";
import { loadDiagnostics } from "./load-diagnostics.ts";
import type { FileParser } from "./load-options.ts";
import { readLockFile } from "./lock-file.ts";
import type {
  BackendConfiguration,
  CachedBackend,
  CloudConfiguration,
  LockFile,
  ProviderConfiguration,
  ProviderRequirement,
  RemoteState,
  RootModule,
  Workspace,
} from "./module.ts";
import { planDiagnostics } from "./plan-diagnostics.ts";
import { providerRequirements } from "./provider-requirements.ts";
import { remoteStates } from "./remote-state.ts";
import { neededProviders } from "./resource-providers.ts";
import type { Session } from "./session.ts";

/** The root module at work: see `RootModule`. */
export class RootInstance extends ModuleInstance implements RootModule {
  readonly readFile: FileParser;
  private readonly kept = new Map<string, unknown>();

  constructor(session: Session, configuration: Configuration, readFile: FileParser) {
    super(session, configuration, null, () => rootInputs(session, () => this.given));
    this.readFile = readFile;
  }

  override get parent(): null {
    return null;
  }

  override get root(): RootModule {
    return this;
  }

  /** The release of the program that will run; `null`: the newest. */
  get release(): string | null {
    const { version } = this.session.options;
    return typeof version === "function" ? this.once("release", () => version(this)) : (version ?? null);
  }

  get workspace(): Workspace {
    return this.session.workspace;
  }

  /** What the variables are set to from outside. */
  get given(): GivenValues {
    return this.once("given", () => collectGivenValues(this));
  }

  get backend(): BackendConfiguration | null {
    return this.once("backend", () => createBackend(this));
  }

  get cloud(): CloudConfiguration | null {
    return this.once("cloud", () => createCloud(this));
  }

  get cachedBackend(): CachedBackend | null {
    return this.once("cachedBackend", () => readCachedBackend(this.session));
  }

  get lockFile(): LockFile | null {
    return this.once("lockFile", () => readLockFile(this));
  }

  modules(): readonly ModuleInstance[] {
    return this.once("modules", () => withDescendants(this, ({ instances }) => instances));
  }

  /** One module for each call, whatever it repeats: enough where the values don't matter. */
  moduleTree(): readonly ModuleInstance[] {
    return this.once("moduleTree", () =>
      withDescendants(this, ({ representative }) => (representative ? [representative] : none)),
    );
  }

  providerConfigurations(): readonly ProviderConfiguration[] {
    return this.once("providerConfigurations", () => {
      const written = this.modules().flatMap((module) => module.providers.configured);
      const needed = this.moduleTree().flatMap((module) =>
        neededProviders(module.configuration).flatMap(({ reference, key }) => {
          const { localName, alias } = reference;
          return module.providerConfiguration(localName, alias, key) ?? [];
        }),
      );
      return [...new Set([...written, ...needed])];
    });
  }

  providerRequirements(): readonly ProviderRequirement[] {
    return this.once("providerRequirements", () => this.moduleTree().flatMap(providerRequirements));
  }

  remoteStates(): readonly RemoteState[] {
    return this.once("remoteStates", () => this.modules().flatMap(remoteStates));
  }

  loadDiagnostics(): readonly ModuleDiagnostic[] {
    return this.once("loadDiagnostics", () => loadDiagnostics(this));
  }

  planDiagnostics(): readonly ModuleDiagnostic[] {
    return this.once("planDiagnostics", () => planDiagnostics(this));
  }

  private once<T>(name: string, compute: () => T): T {
    if (!this.kept.has(name)) this.kept.set(name, compute());
    return this.kept.get(name) as T;
  }
}

const none: readonly ModuleInstance[] = [];

/** Parents before their children. */
function withDescendants(
  module: ModuleInstance,
  instancesOf: (call: ReturnType<ModuleInstance["children"]>[number]) => readonly ModuleInstance[],
  found: ModuleInstance[] = [],
): readonly ModuleInstance[] {
  found.push(module);
  for (const call of module.children()) {
    for (const child of instancesOf(call)) withDescendants(child, instancesOf, found);
  }
  return found;
}
