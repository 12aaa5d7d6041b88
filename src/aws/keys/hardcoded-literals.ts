import type { ParsedFile } from "../../hcl/ast.ts";
import { fileKind } from "../../terraform/file-kind.ts";
import {
  possibleLiterals,
  type FlowModule,
  type PossibleLiteral,
  type VariableFiles,
} from "../../terraform/possible-literals.ts";
import type { SourceRange } from "../../terraform/source-range.ts";
import {
  credentialConsumers,
  type CredentialConsumer,
  type CredentialSink,
  type ProviderTypeOf,
} from "./credential-consumers.ts";
import { endpointsAreLocal } from "./consumer-endpoints.ts";
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

/** One argument that a literal reaches. */
export interface LiteralUse {
  readonly consumer: CredentialConsumer;
  readonly sink: CredentialSink;
  /** Where the argument stands. */
  readonly place: SourceRange;
  /** The names on the way, nearest to the argument first: `var.secret`. Empty when the literal stands in the argument. */
  readonly through: readonly string[];
  /** All endpoints of the consumer are on this machine: whatever the literal is, it opens nothing elsewhere. */
  readonly isLocal: boolean;
  /** The literals of the other halves, when each can be only one: what live mode may ask STS about. */
  readonly pair: KeyPair | null;
}

export interface KeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Literals by the name of the file they stand in, each once. */
export type LiteralsByFile = ReadonlyMap<string, readonly HardcodedLiteral[]>;

/** A module as this search sees it. */
export interface SearchedModule {
  readonly module: FlowModule;
  readonly providerType: ProviderTypeOf;
  /** What files of backend arguments beside it are for. */
  readonly backendType?: string | undefined;
}

/** Consumers whose three arguments are a key of AWS. */
const awsTypes: ReadonlySet<string> = new Set(["aws", "awscc", "s3"]);

/**
 * All literals that reach the secret arguments of providers, backends and remote states in some modules. A file of backend
 * arguments or of Terragrunt is a module of its own.
 */
export function hardcodedLiterals(modules: Iterable<SearchedModule>, variableFiles: VariableFiles): LiteralsByFile {
  const found = new Map<string, Map<number, HardcodedLiteral>>();
  for (const { module, providerType, backendType } of modules) {
    for (const file of module.files) {
      const content = fileKind(file.fileName)?.content ?? "configuration";
      for (const consumer of credentialConsumers(file, content, providerType, backendType)) {
        for (const [literal, use] of usesOf(consumer, module, file, variableFiles)) remember(found, literal, use);
      }
    }
  }
  return new Map(
    [...found].map(([name, literals]) => [name, [...literals.values()].sort((a, b) => a.start - b.start)] as const),
  );
}

function usesOf(
  consumer: CredentialConsumer,
  module: FlowModule,
  file: ParsedFile,
  variableFiles: VariableFiles,
): (readonly [PossibleLiteral, LiteralUse])[] {
  const reaching = consumer.sinks.flatMap((sink) =>
    possibleLiterals(sink.expression, module, file, variableFiles, sink.steps)
      .filter(({ text }) => holdsSecret(sink.form, text))
      .map((literal) => ({ sink, literal })),
  );
  if (reaching.length === 0) return [];
  const isLocal = endpointsAreLocal(consumer.body, module, file);
  const pair = awsTypes.has(consumer.type) ? pairOf(reaching) : null;
  return reaching.map(({ sink, literal }) => {
    const place = { file, start: sink.start, end: sink.end };
    return [literal, { consumer, sink, place, through: literal.through, isLocal, pair }];
  });
}

/** The key that the literals of one block make, when there is only one for each half. */
function pairOf(reaching: readonly { sink: CredentialSink; literal: PossibleLiteral }[]): KeyPair | null {
  const only = (argument: string): string | null => {
    const given = reaching.filter(({ sink, literal }) => sink.argument === argument && standIn(literal.text) === null);
    const [text, ...others] = new Set(given.map(({ literal }) => literal.text));
    return others.length === 0 ? (text ?? null) : null;
  };
  const accessKeyId = only("access_key");
  const secretAccessKey = only("secret_key");
  const sessionToken = only("token");
  if (accessKeyId === null || secretAccessKey === null) return null;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== null && { sessionToken }) };
}

function remember(
  found: Map<string, Map<number, HardcodedLiteral>>,
  { file, start, end, text }: PossibleLiteral,
  use: LiteralUse,
): void {
  const inFile = found.get(file.fileName) ?? new Map<number, HardcodedLiteral>();
  found.set(file.fileName, inFile);
  const known = inFile.get(start);
  if (!known) inFile.set(start, { file, start, end, text, standIn: standIn(text), uses: [use] });
  else if (
    !known.uses.some(({ sink }) => sink.expression === use.sink.expression && sink.argument === use.sink.argument)
  ) {
    inFile.set(start, { ...known, uses: [...known.uses, use] });
  }
}
