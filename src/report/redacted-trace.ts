import type { Arguments, Argument, Consumer } from "../aws/consumer.ts";
import { maskKeyId } from "../aws/keys/access-key.ts";
import type { Failure, Message, Trace } from "../aws/trace.ts";

const secretArguments: ReadonlySet<string> = new Set(["access_key", "secret_key", "token", "web_identity_token"]);

/** Shorter ones would blot out words that have nothing to do with them. */
const shortestSecret = 4;

/**
 * The trace as it may be shown. Terraform quotes the value of an argument that it refuses, whatever it is: here a secret is
 * dotted out and a key id is masked.
 */
export function redactedTrace(trace: Trace, consumer: Consumer): Trace {
  const secrets = consumer.kind === "cli" ? [] : secretsOf(consumer.arguments);
  if (secrets.length === 0) return trace;
  const clean = (text: string): string =>
    secrets.reduce((shown, secret) => shown.replaceAll(secret, () => mask(secret)), text);
  const message = <Said extends Message>(said: Said): Said => ({
    ...said,
    summary: clean(said.summary),
    detail: clean(said.detail),
  });
  const failure = (said: Failure | null): Failure | null => said && message(said);
  return {
    ...trace,
    error: failure(trace.error),
    alsoErrors: trace.alsoErrors.map(message),
    ifUnavailable: failure(trace.ifUnavailable),
    warnings: trace.warnings.map(message),
    unknown: trace.unknown.map((fact) => ({ ...fact, because: clean(fact.because) })),
    steps: trace.steps.map((step) => ({ ...step, because: clean(step.because) })),
  };
}

function mask(secret: string): string {
  const masked = maskKeyId(secret);
  return masked === "…" ? "•".repeat(8) : masked;
}

function secretsOf({ attributes, blocks }: Arguments): readonly string[] {
  return [
    ...[...attributes].flatMap(([name, argument]) => secretsIn(name, argument)),
    ...blocks.flatMap(({ arguments: nested }) => (nested ? secretsOf(nested) : [])),
  ];
}

function secretsIn(name: string, argument: Argument): readonly string[] {
  if (!argument.known) return [];
  const { value } = argument;
  if (typeof value === "string") return secretArguments.has(name) && value.length >= shortestSecret ? [value] : [];
  // A backend's assume_role is an object, no block.
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [];
  return Object.entries(value as Readonly<Record<string, Argument>>).flatMap(([key, inner]) => secretsIn(key, inner));
}
