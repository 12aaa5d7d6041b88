import type { Block, ParsedFile } from "../../hcl/ast.ts";
import { fileKind } from "../../terraform/file-kind.ts";
import {
  possibleSources,
  type FlowModule,
  type PossibleLiteral,
  type VariableFiles,
} from "../../terraform/possible-sources.ts";
import type { SourceRange } from "../../terraform/source-range.ts";
import {
  credentialConsumers,
  type CredentialConsumer,
  type CredentialSink,
  type ProviderTypeOf,
} from "./credential-consumers.ts";
import { isForEmulator } from "./consumer-endpoints.ts";
import { regionOf } from "./consumer-region.ts";
import { holdsSecret } from "./secret-arguments.ts";
import { standIn, type StandIn } from "./stand-in.ts";

/** A literal in a file that reaches an argument which takes a secret. */
export interface HardcodedLiteral extends SourceRange {
  /** The value that arrives: for classification and live mode only, never for output. */
  readonly text: string;
  /** What the value is if it is no credential. */
  readonly standIn: StandIn | null;
  /** The arguments it reaches, in the order in which they were found; at least one. */
  readonly uses: readonly [LiteralUse, ...LiteralUse[]];
}

/** One argument that takes a secret. */
export interface SecretUse {
  readonly consumer: CredentialConsumer;
  readonly sink: CredentialSink;
  /** Where the argument stands. */
  readonly place: SourceRange;
}

/** One argument that a literal reaches. */
export interface LiteralUse extends SecretUse {
  /** The names on the way, nearest to the argument first: `var.secret`. Empty when the literal stands in the argument. */
  readonly through: readonly string[];
  /** The consumer is meant for an emulator, which takes any key. */
  readonly isForEmulator: boolean;
  /** The literals of the other halves, when each can be only one: what live mode may ask STS about. */
  readonly pair: KeyPair | null;
}

export interface KeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** The regions that the key is for, where its block names one: they tell the partition. */
  readonly regions?: readonly string[];
}

/** What the secret arguments of some modules are made of. */
export interface SecretSources {
  /** Literals by the name of the file they stand in, each once, in the order of the file. */
  readonly literals: ReadonlyMap<string, readonly HardcodedLiteral[]>;
  /** The `variable` blocks whose values reach a secret argument, with the first one that each reaches. */
  readonly variables: ReadonlyMap<Block, SecretUse>;
}

/** A module as this search sees it. */
export interface SearchedModule {
  readonly module: FlowModule;
  readonly providerType: ProviderTypeOf;
  /** What files of backend arguments beside it are for. */
  readonly backendType?: string | undefined;
}

/**
 * Where all that reaches the secret arguments of providers, backends and remote states in some modules comes from. A file of
 * backend arguments or of Terragrunt is a module of its own.
 */
export function secretSources(modules: Iterable<SearchedModule>, variableFiles: VariableFiles): SecretSources {
  const literals = new Map<string, Map<number, Remembered>>();
  const variables = new Map<Block, SecretUse>();
  for (const { module, providerType, backendType } of modules) {
    for (const file of module.files) {
      const content = fileKind(file.fileName)?.content ?? "configuration";
      for (const consumer of credentialConsumers(file, content, providerType, backendType)) {
        const reaching = consumer.sinks.map((sink) => ({
          sink,
          ...possibleSources(sink.expression, module, file, variableFiles, sink.steps),
        }));
        for (const { sink, variables: passed } of reaching) {
          const use = { consumer, sink, place: placeOf(sink, file) };
          for (const block of passed) if (!variables.has(block)) variables.set(block, use);
        }
        for (const [literal, use] of usesOf(consumer, reaching, module, file)) remember(literals, literal, use);
      }
    }
  }
  const inOrder = (found: ReadonlyMap<number, Remembered>): HardcodedLiteral[] =>
    [...found.values()].sort((a, b) => a.start - b.start);
  return { literals: new Map([...literals].map(([name, found]) => [name, inOrder(found)])), variables };
}

interface Reaching {
  readonly sink: CredentialSink;
  readonly literals: readonly PossibleLiteral[];
}

function usesOf(
  consumer: CredentialConsumer,
  all: readonly Reaching[],
  module: FlowModule,
  file: ParsedFile,
): (readonly [PossibleLiteral, LiteralUse])[] {
  const reaching = all
    .map(({ sink, literals }) => ({ sink, literals: literals.filter(({ text }) => holdsSecret(sink.form, text)) }))
    .filter(({ literals }) => literals.length > 0);
  if (reaching.length === 0) return [];
  const forEmulator = isForEmulator(consumer.body, module, file);
  const keys = consumer.takesAwsKey ? pairOf(reaching) : null;
  const region = keys && regionOf(consumer, module, file);
  const pair = keys && region !== null ? { ...keys, regions: [region] } : keys;
  return reaching.flatMap(({ sink, literals }) =>
    literals.map((literal) => {
      const use = {
        consumer,
        sink,
        place: placeOf(sink, file),
        through: literal.through,
        isForEmulator: forEmulator,
        pair,
      };
      return [literal, use] as const;
    }),
  );
}

/** The key that the literals of one block make, when there is only one for each half. */
function pairOf(reaching: readonly Reaching[]): KeyPair | null {
  const only = (argument: string): string | null => {
    const given = reaching.flatMap(({ sink, literals }) => (sink.argument === argument ? literals : []));
    const [text, ...others] = new Set(given.map((literal) => literal.text).filter((each) => standIn(each) === null));
    return others.length === 0 ? (text ?? null) : null;
  };
  const accessKeyId = only("access_key");
  const secretAccessKey = only("secret_key");
  const sessionToken = only("token");
  if (accessKeyId === null || secretAccessKey === null) return null;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== null && { sessionToken }) };
}

/** A literal while more uses of it may be found. */
type Remembered = HardcodedLiteral & { readonly uses: [LiteralUse, ...LiteralUse[]] };

function remember(
  found: Map<string, Map<number, Remembered>>,
  { file, start, end, text }: PossibleLiteral,
  use: LiteralUse,
): void {
  const inFile = found.get(file.fileName) ?? new Map<number, Remembered>();
  found.set(file.fileName, inFile);
  const known = inFile.get(start);
  if (!known) inFile.set(start, { file, start, end, text, standIn: standIn(text), uses: [use] });
  else if (!known.uses.some(({ sink }) => sameArgument(sink, use.sink))) known.uses.push(use);
}

function sameArgument(a: CredentialSink, b: CredentialSink): boolean {
  return a.expression === b.expression && a.argument === b.argument;
}

function placeOf({ start, end }: CredentialSink, file: ParsedFile): SourceRange {
  return { file, start, end };
}
