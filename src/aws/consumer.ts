import type { Place } from "./place.ts";
import type { Message } from "./trace.ts";

/** Something that needs AWS credentials. Its arguments are evaluated already; its version is exact. */
export type Consumer = ProviderConsumer | BackendConsumer | CliConsumer;

export interface ProviderConsumer {
  readonly kind: "provider";
  /** `provider.aws`, `provider.aws.west`, `module.network.provider.aws`. */
  readonly address: string;
  readonly arguments: Arguments;
  /** Absolute path of the root module's folder: relative file names count from there. */
  readonly directory: string;
  /** The release of `hashicorp/aws`, as `6.61.0`. */
  readonly version: string;
}

export interface BackendConsumer {
  readonly kind: "backend" | "remote-state";
  /** `backend.s3`, `data.terraform_remote_state.network`. */
  readonly address: string;
  /** The block with `-backend-config` merged in; for `terraform_remote_state` its `config` object. */
  readonly arguments: Arguments;
  /** What is wrong with the files that `-backend-config` names: the program doesn't come to the block then. */
  readonly refusedOptions?: readonly Message[];
  /** What the program reports while it reads the block (`Variables not allowed`): it gets no further then. */
  readonly reported?: readonly Message[];
  /** Absolute path of the root module's folder: relative file names count from there. */
  readonly directory: string;
  readonly program: { readonly name: "terraform" | "opentofu"; readonly version: string };
}

/** `aws` in the same shell (version 1, the one that was measured). */
export interface CliConsumer {
  readonly kind: "cli";
  readonly address: "cli";
  /** `--profile`; `""` is a profile of that name. */
  readonly profile?: string;
  /** `--region`. */
  readonly region?: string;
}

/** The evaluated content of a block. */
export interface Arguments {
  /** The head of the block. */
  readonly place: Place | null;
  readonly attributes: ReadonlyMap<string, Argument>;
  /** Nested blocks in the order of the source. */
  readonly blocks: readonly NestedBlock[];
}

export interface NestedBlock {
  readonly kind: string;
  /** `null`: how many such blocks there are, or what is in them, isn't known (a `dynamic` block); `because` says why. */
  readonly arguments: Arguments | null;
  readonly because?: string;
  readonly place: Place | null;
}

/** The value of one attribute, and the places whose text it came from. */
export type Argument = KnownArgument | UnknownArgument;

export interface KnownArgument {
  readonly known: true;
  readonly value: ArgumentValue;
  readonly places: readonly Place[];
}

export interface UnknownArgument {
  readonly known: false;
  /** `data.vault_generic_secret.x is read at plan time` */
  readonly because: string;
  /** A resource or data source supplies it: while that isn't read, Terraform plans as if the argument weren't set. */
  readonly afterApply?: boolean;
  readonly places: readonly Place[];
}

/** A value of HCL in JavaScript's terms; lists, tuples and sets are arrays. */
export type ArgumentValue = null | string | number | boolean | readonly Argument[] | Readonly<Record<string, Argument>>;

/** A block without content: an implied provider. */
export const noArguments: Arguments = { place: null, attributes: new Map(), blocks: [] };
