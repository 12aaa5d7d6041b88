import type { Block, Body, Expression, ParsedFile, Range } from "../../hcl/ast.ts";
import type { FileContentKind } from "../../terraform/file-kind.ts";
import { backendSecrets, providerSecrets, type SecretArguments, type SecretForm } from "./secret-arguments.ts";

/** A block that takes secrets, with the expressions that are set for them. */
export interface CredentialConsumer {
  readonly kind: "provider" | "backend" | "remote-state";
  /** As people call it: `provider "aws"`, `provider "aws.west"`, `backend "s3"`, `data.terraform_remote_state.network`. */
  readonly label: string;
  /** Type of the provider or backend: `aws`, `s3`. */
  readonly type: string;
  /** Its `access_key`, `secret_key` and `token` are a key of AWS, or of a service that speaks its language. */
  readonly takesAwsKey: boolean;
  /** The head of the block. */
  readonly head: Range;
  readonly body: Body;
  /** The page that tells about its arguments. */
  readonly documentation: string;
  readonly sinks: readonly CredentialSink[];
}

/** One argument that takes a secret. */
export interface CredentialSink extends Range {
  /** `secret_key`, `kubernetes.token`. */
  readonly argument: string;
  readonly form: SecretForm;
  readonly expression: Expression;
  /** Where in the value of the expression the secret is: `config = { secret_key = … }`. */
  readonly steps: readonly (string | null)[];
}

/** Providers and backends whose three arguments are a key of AWS. */
const awsTypes: ReadonlySet<string> = new Set(["aws", "awscc", "s3"]);

/** Tells the type of the provider behind a local name; `aws` is nearly always itself. */
export type ProviderTypeOf = (localName: string) => string;

/**
 * The blocks of a file that take secrets and set at least one. A file of `-backend-config` arguments is a consumer as a
 * whole; `backendType` is what it is for.
 */
export function credentialConsumers(
  { body }: ParsedFile,
  content: FileContentKind,
  typeOf: ProviderTypeOf,
  backendType = "s3",
): CredentialConsumer[] {
  switch (content) {
    case "configuration":
      return body.items.flatMap((block) => (block.type === "Block" ? inConfiguration(block, typeOf) : []));
    case "backend-config":
      return consumer("backend", `backend "${backendType}"`, backendType, backendSecrets(backendType), body, body);
    case "terragrunt":
      return body.items.flatMap((block) =>
        block.type === "Block" && block.kind.text === "remote_state" ? remoteState(block, "remote_state") : [],
      );
    case "variables":
    case "lock-file":
      return [];
  }
}

function inConfiguration(block: Block, typeOf: ProviderTypeOf): CredentialConsumer[] {
  const [first, second] = block.labels.map(({ text }) => text);
  switch (block.kind.text) {
    case "provider": {
      const type = typeOf(first ?? "");
      const alias = literalOf(block.body, "alias");
      const label = `provider "${first ?? ""}${alias === null ? "" : `.${alias}`}"`;
      return consumer("provider", label, type, providerSecrets(type), headOf(block), block.body);
    }
    case "terraform":
      return block.body.items.flatMap((inner) => {
        if (inner.type !== "Block" || inner.kind.text !== "backend") return [];
        const type = inner.labels[0]?.text ?? "";
        return consumer("backend", `backend "${type}"`, type, backendSecrets(type), headOf(inner), inner.body);
      });
    case "data":
      return first === "terraform_remote_state" ? remoteState(block, `data.${first}.${second ?? ""}`) : [];
    default:
      return [];
  }
}

/** A block whose `backend` names the type and whose `config` holds the arguments. */
function remoteState(block: Block, label: string): CredentialConsumer[] {
  const type = literalOf(block.body, "backend") ?? "s3";
  const secrets = backendSecrets(type);
  if (!secrets) return [];
  const inConfig = secrets.arguments.map((argument) => ({ ...argument, path: ["config", ...argument.path] }));
  const kind = block.kind.text === "data" ? "remote-state" : "backend";
  return consumer(kind, label, type, { ...secrets, arguments: inConfig }, headOf(block), block.body);
}

function consumer(
  kind: CredentialConsumer["kind"],
  label: string,
  type: string,
  secrets: SecretArguments | null,
  head: Range,
  body: Body,
): CredentialConsumer[] {
  if (!secrets) return [];
  const sinks = secrets.arguments.flatMap(({ path, form }) => {
    const argument = (path[0] === "config" ? path.slice(1) : path).join(".");
    return expressionsAt(body, path).map((found) => ({ argument, form, ...found }));
  });
  if (sinks.length === 0) return [];
  const takesAwsKey = awsTypes.has(type);
  return [{ kind, label, type, takesAwsKey, head, body, documentation: secrets.documentation, sinks }];
}

type Found = Pick<CredentialSink, "expression" | "steps" | "start" | "end">;

/** What is set at a path of blocks and attributes: blocks may be written as such, as `dynamic`, or as objects and lists of them. */
function expressionsAt(body: Body, [name, ...rest]: readonly string[]): Found[] {
  return body.items.flatMap((item) => {
    if (item.type === "Attribute") {
      if (item.name.text !== name) return [];
      const found = { expression: item.value, start: item.start, end: item.end };
      return rest.length === 0
        ? [{ ...found, steps: [] }]
        : [
            { ...found, steps: rest },
            { ...found, steps: [null, ...rest] },
          ];
    }
    if (rest.length === 0) return [];
    if (item.kind.text === name) return expressionsAt(item.body, rest);
    const isDynamic = item.kind.text === "dynamic" && item.labels[0]?.text === name;
    return isDynamic ? expressionsAt(item.body, ["content", ...rest]) : [];
  });
}

function headOf(block: Block): Range {
  return { start: block.start, end: block.labels.at(-1)?.end ?? block.kind.end };
}

/** The text of an attribute that is a plain string. */
function literalOf(body: Body, name: string): string | null {
  for (const item of body.items) {
    if (item.type !== "Attribute" || item.name.text !== name || item.value.type !== "Template") continue;
    const [part] = item.value.parts;
    return item.value.parts.length === 1 && part?.type === "StringLiteral" ? part.value : null;
  }
  return null;
}
