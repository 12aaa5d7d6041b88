import type { PlacedConsumer } from "../aws/consumers.ts";
import type { Place } from "../aws/place.ts";
import type { ConsumerFiles } from "../aws/shared-config/consumer-files.ts";
import type { UnknownSetting } from "../aws/shared-config/unknown-settings.ts";
import type { Trace } from "../aws/trace.ts";
import type { VersionFlags } from "../aws/versions-in-play.ts";
import type { Block, ParsedFile } from "../hcl/ast.ts";
import type { FileKind } from "../terraform/file-kind.ts";
import type { Program } from "../values/scope.ts";
import type { ReleaseTable } from "../versions/releases.ts";
import type { CredentialServices } from "./credential-services.ts";
import type { LockFile, Module, ProviderConfiguration } from "../terraform/module.ts";
import type { ForetoldFailure } from "./failures.ts";
import type { GithubRun } from "./github-event.ts";
import type { UserShell } from "./user-shell.ts";

/** What a rule may ask beyond the file in front of it. */
export interface Services {
  readonly file: FileKind;
  /** Absolute path of the file, or the name it was given. */
  readonly path: string;
  /** Whether the file is one of those that patterns of `.gitignore`'s language name, counted from where the run was started. */
  isAmong(patterns: readonly string[]): boolean;
  /** Whether this is the file in which findings about the whole module are reported. */
  readonly isFirstFile: boolean;
  /**
   * The module that the file belongs to: one for a root module, one for each call of a module that others call. Findings of the
   * same words at the same place are reported once.
   */
  readonly modules: readonly Module[];
  /** The configuration files of this folder that a program reads, in its order; those that can't be read are left out. */
  filesReadBy(program: Program): readonly ParsedFile[];
  /** What is locked in the file in front of the rule; `null` when it is no lock file. */
  readonly lockFile: LockFile | null;
  /** The provider configurations that a `provider` block makes: one for each instance of its module. */
  configurations(block: Block): readonly ProviderConfiguration[];
  /** Who signs requests to AWS by what stands in a `provider`, `backend` or `terraform_remote_state` block. */
  consumers(block: Block): readonly PlacedConsumer[];
  /** Who signs requests to AWS in the root modules that the file's module is part of, implied providers included. */
  allConsumers(): readonly PlacedConsumer[];
  /** Those of them that are planned in the environment at hand, as far as something shows; none in a run that leaves it out. */
  consumersHere(): readonly PlacedConsumer[];
  /** Who a consumer will be on this machine; `null` in a run that leaves the environment out. */
  trace(consumer: PlacedConsumer): Trace | null;
  /** The shared files that a consumer reads; `null` where they can't be told and in a run that leaves the environment out. */
  sharedFiles(consumer: PlacedConsumer): ConsumerFiles | null;
  /** What a consumer's profile says and its release doesn't know; nothing in a run that leaves the environment out. */
  unknownSettings(consumer: PlacedConsumer): readonly UnknownSetting[];
  /** Who the AWS CLI will be in this shell; `null` in a run that leaves the environment out. */
  cliTrace(): Trace | null;
  /** An environment variable that is set; `undefined` in a run that leaves the environment out. */
  variable(name: string): string | undefined;
  /** What the user is likely to type commands into. */
  readonly shell: UserShell;
  /** What a consumer will fail with on this machine; `null` when it won't, or nobody can tell, or the environment is left out. */
  failure(consumer: PlacedConsumer): ForetoldFailure | null;
  /** The program that a `credential_process` would start, when it can be told that it isn't there. */
  missingProgram(command: string): string | null;
  /** This is an EC2 instance, as far as it shows without a call. */
  isInstance(): boolean;
  /** The run of a GitHub workflow; `null` anywhere else, and in a run that leaves the environment out. */
  githubRun(): GithubRun | null;
  /** A place, or the path of a file, as people are shown it: `~/.aws/config:7`, `AWS_PROFILE`. */
  show(place: Place | string): string;
  /** The releases of a provider, of `terraform` or `opentofu`, as far as they are known; `null` when nothing is. */
  releases(product: string): ReleaseTable | null;
  /** The versions that the user says will run; they beat whatever the files tell. */
  readonly versionFlags: VersionFlags;
  readonly credentials: CredentialServices;
  /** The moment of the run; milliseconds since 1970 (UTC). */
  readonly now: number;
}
