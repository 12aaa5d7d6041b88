import type { Block, Expression, ParsedFile } from "../hcl/ast.ts";
import type { Evaluation } from "../values/evaluation.ts";
import type { Origin, SourceText } from "../values/origin.ts";
import type { Program } from "../values/scope.ts";
import type { Value } from "../values/value.ts";
import type { ModuleDiagnostic } from "./diagnostic.ts";
import type { EvaluatedBody } from "./evaluated-body.ts";
import type { ProviderAddress } from "./provider-address.ts";
import type { SourceRange, Sourced } from "./source-range.ts";

/**
 * A module instance: a folder of configuration together with the values that it is called with. A folder that is called twice is
 * two modules. Every answer is worked out when it is first asked for, and kept.
 */
export interface Module {
  /** `""` for the root module; `module.network`, `module.region["eu"].module.vpc`. */
  readonly address: string;
  /** Absolute path of its folder. */
  readonly directory: string;
  readonly program: Program;
  /** `null` for a root module. */
  readonly parent: Module | null;
  /** The `module` block that calls it; `null` for a root module. */
  readonly call: Sourced<Block> | null;
  readonly root: RootModule;
  /** Its configuration files in Terraform's order, override files last. */
  readonly files: readonly ParsedFile[];

  /** `undefined`: not declared. */
  variable(name: string): Value | undefined;
  local(name: string): Value | undefined;
  output(name: string): Value | undefined;
  /** The value that an expression of this module comes to. */
  evaluate(expression: Expression, file: SourceText): Evaluation;
  /** The content of a block of this module (a provider, a resource, a nested block): its arguments as values. */
  body(block: Block, file: SourceText): EvaluatedBody;

  /** The modules that it calls, in the order of the source. A call that isn't installed, or repeats zero times, has none. */
  children(): readonly ModuleCall[];
  /** Entries of `required_providers`, overrides merged, in the order of the source. */
  readonly requiredProviders: readonly RequiredProvider[];
  /** The provider that a local name stands for in this module. */
  providerNamed(localName: string): ProviderAddress;
  /** What a `provider` block of this module configures; a block of an override file counts for the one that it overrides. */
  configuredBy(block: Block): readonly ProviderConfiguration[];
  /** The configuration behind a name: the module's own, or the one handed down to it. `null`: there is none. */
  providerConfiguration(localName: string, alias?: string | null, key?: string | null): ProviderConfiguration | null;
}

export interface ModuleCall {
  readonly name: string;
  readonly block: Sourced<Block>;
  /** As written; `null` when it can't be known. */
  readonly source: string | null;
  readonly instances: readonly Module[];
  /**
   * Why there are no instances, or why what they are can't be known: "not installed", "count is known only after apply". In the second
   * case `instances` holds one that stands for all.
   */
  readonly because: string | null;
}

/** The module that `terraform plan` is run in. */
export interface RootModule extends Module {
  readonly parent: null;
  readonly workspace: Workspace;
  /** The `backend` block; `null` when there is none (state is local then). */
  readonly backend: BackendConfiguration | null;
  readonly cloud: CloudConfiguration | null;
  /** What an earlier `init` wrote down in `.terraform/terraform.tfstate`. */
  readonly cachedBackend: CachedBackend | null;
  readonly lockFile: LockFile | null;
  /** This module and all below it, parents first. */
  modules(): readonly Module[];
  /** All that a plan would configure, in this module and below it; implied ones included. */
  providerConfigurations(): readonly ProviderConfiguration[];
  /** Who needs which provider, in this module and below it. */
  providerRequirements(): readonly ProviderRequirement[];
  remoteStates(): readonly RemoteState[];
  /** What `terraform init` would report while loading the configuration. Evaluates nothing but what init evaluates. */
  loadDiagnostics(): readonly ModuleDiagnostic[];
  /** What `terraform plan` would report besides: variables, references, cycles. Evaluates everything. */
  planDiagnostics(): readonly ModuleDiagnostic[];
}

export interface Workspace {
  readonly name: string;
  /** `TF_WORKSPACE`, a flag, or `.terraform/environment`; `null`: the default. */
  readonly origin: Origin | null;
}

export interface ProviderConfiguration {
  /** `provider.aws`, `provider.aws.west`, `module.network.provider.aws`, `provider.aws.by["eu"]`. */
  readonly address: string;
  readonly provider: ProviderAddress;
  readonly localName: string;
  readonly alias: string | null;
  /** The key of a configuration that repeats (`for_each`, OpenTofu). */
  readonly key: string | null;
  /** The module whose block (or need) it is. */
  readonly module: Module;
  /** The block, before overrides; `null`: implied, because something needs it and nobody configures it. */
  readonly block: Sourced<Block> | null;
  /** Its arguments; empty for an implied one. */
  readonly body: EvaluatedBody;
}

export interface RequiredProvider {
  readonly localName: string;
  readonly provider: ProviderAddress;
  /** The constraint as written; `null`: none. */
  readonly constraint: string | null;
  readonly constraintPlace: SourceRange | null;
  /** `source` as written; `null`: none. */
  readonly source: string | null;
  /** The entry. */
  readonly place: SourceRange;
  /** Aliases of `configuration_aliases`. */
  readonly configurationAliases: readonly string[];
}

/** One module's need of one provider. */
export interface ProviderRequirement {
  readonly provider: ProviderAddress;
  readonly module: Module;
  readonly localName: string;
  readonly constraint: string | null;
  /** Where the need is written: the entry, the `version` of a provider block, or the first block that implies it. */
  readonly place: SourceRange;
  readonly kind: "required" | "provider-version" | "provider-block" | "implied";
}

export interface BackendConfiguration {
  /** `s3`. */
  readonly type: string;
  readonly block: Sourced<Block>;
  /**
   * The block with `-backend-config` files and pairs merged in. What a pair's text comes to depends on the argument's type: name those that aren't
   * primitive, and their text is read as an expression (`assume_role={role_arn="…"}`).
   */
  body(isPrimitive?: (name: string) => boolean): EvaluatedBody;
  /** What `init` would report about flags and files. */
  readonly diagnostics: readonly ModuleDiagnostic[];
}

export interface CloudConfiguration {
  readonly block: Sourced<Block>;
  readonly body: EvaluatedBody;
}

export interface CachedBackend {
  readonly type: string;
  readonly file: SourceText;
  /** Arguments of the earlier `init`; those that were not set are absent. */
  readonly body: EvaluatedBody;
}

export interface RemoteState {
  /** `data.terraform_remote_state.network`, with the module before it. */
  readonly address: string;
  readonly module: Module;
  readonly block: Sourced<Block>;
  /** `null`: not set. */
  readonly backend: Value | null;
  readonly workspace: Value | null;
  /** The entries of `config` as arguments; `null`: not known, or not set. */
  readonly config: EvaluatedBody | null;
}

export interface LockFile {
  readonly file: ParsedFile;
  readonly providers: readonly LockedProvider[];
  /** What Terraform would report while reading it. */
  readonly diagnostics: readonly ModuleDiagnostic[];
}

export interface LockedProvider {
  readonly provider: ProviderAddress;
  readonly block: Block;
  readonly version: string;
  readonly versionPlace: SourceRange;
  readonly constraints: string | null;
  readonly hashes: readonly string[];
}
