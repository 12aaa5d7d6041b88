import type { Argument, Arguments } from "../aws/consumer.ts";
import { argumentsOf } from "../aws/terraform-arguments.ts";
import type { EvaluatedBody } from "../terraform/evaluated-body.ts";

/** `exec` of a provider for Kubernetes: the command that prints a token. */
export interface TokenCommand {
  readonly command: string;
  /** `null`: one that isn't known. */
  readonly args: readonly (string | null)[];
  /** The names of the variables that it is given besides the shell's. */
  readonly variables: readonly string[];
}

type Named = Readonly<Record<string, Argument>>;

/** The command in a provider block, or in blocks and objects in it (`kubernetes` of helm); `null`: none, or not known. */
export function tokenCommandOf(body: EvaluatedBody): TokenCommand | null {
  const exec = execIn(argumentsOf(body));
  const command = exec?.command;
  const args = exec?.args;
  const variables = exec?.env;
  if (!command?.known || typeof command.value !== "string" || !args?.known || !Array.isArray(args.value)) return null;
  if (variables && !variables.known) return null;
  const texts = (args.value as readonly Argument[]).map((each) =>
    each.known && typeof each.value === "string" ? each.value : null,
  );
  return { command: command.value, args: texts, variables: Object.keys(variables?.value ?? {}) };
}

function execIn({ attributes, blocks }: Arguments): Named | null {
  for (const { kind, arguments: nested } of blocks) {
    const found = nested && (kind === "exec" ? Object.fromEntries(nested.attributes) : execIn(nested));
    if (found) return found;
  }
  return execAmong(Object.fromEntries(attributes));
}

function execAmong(named: Named): Named | null {
  for (const [name, argument] of Object.entries(named)) {
    for (const inner of objectsIn(argument)) {
      const found = name === "exec" ? inner : execAmong(inner);
      if (found) return found;
    }
  }
  return null;
}

/** The object that a value is, or those in the list that it is. */
function objectsIn(argument: Argument): readonly Named[] {
  const value = argument.known ? argument.value : null;
  if (typeof value !== "object" || value === null) return [];
  return isList(value) ? value.flatMap(objectsIn) : [value];
}

const isList = (value: Named | readonly Argument[]): value is readonly Argument[] => Array.isArray(value);
