import { parseArgs } from "node:util";
import { isCommandName, type CommandName } from "./command-names.ts";
import { commands } from "./commands.ts";
import { flags, type Flag, type FlagName } from "./flags.ts";
import { nearest } from "./nearest.ts";
import { UsageError } from "./usage-error.ts";

/** The flags of one call, every value already known to be allowed. */
export interface FlagValues {
  has(name: FlagName): boolean;
  text(name: FlagName): string | undefined;
  all(name: FlagName): readonly string[];
  /** The values of several flags as they stand on the command line. */
  inOrder<Name extends FlagName>(...names: readonly Name[]): readonly { readonly flag: Name; readonly value: string }[];
}

export interface Arguments {
  readonly command: CommandName;
  readonly positionals: readonly string[];
  readonly values: FlagValues;
}

/** Reads the command line. @throws UsageError that names the flag and, when one is close, the flag that was meant. */
export function parseArguments(argv: readonly string[]): Arguments {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries<Flag>(flags).map(([name, { type, short }]) => [name, { type, ...(short && { short }) }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given: { flag: FlagName; value: string }[] = [];
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    given.push(readFlag(token));
  }
  const [first, ...rest] = words;
  const [command, positionals] = isCommandName(first) ? [first, rest] : ["lint" as const, words];
  for (const { flag } of given) {
    if (!commands[command].flags.includes(flag)) {
      throw new UsageError(`--${flag} is no flag of ${command} (tf-preflight ${command} --help)`);
    }
  }
  const all = (name: FlagName): string[] => given.filter(({ flag }) => flag === name).map(({ value }) => value);
  return {
    command,
    positionals,
    values: {
      has: (name) => given.some(({ flag }) => flag === name),
      text: (name) => all(name).at(-1),
      all,
      inOrder: <Name extends FlagName>(...names: readonly Name[]) =>
        given.filter((each): each is { flag: Name; value: string } =>
          (names as readonly FlagName[]).includes(each.flag),
        ),
    },
  };
}

function readFlag(token: { name: string; rawName: string; value: string | undefined }): {
  flag: FlagName;
  value: string;
} {
  const { name, rawName } = token;
  if (!isFlagName(name)) {
    const meant = nearest(name, Object.keys(flags));
    throw new UsageError(`unknown flag ${rawName}${meant ? `; did you mean --${meant}?` : ""} (tf-preflight --help)`);
  }
  const flag: Flag = flags[name];
  if (flag.type === "boolean") {
    if (token.value !== undefined) throw new UsageError(`${rawName} takes no value`);
    return { flag: name, value: "" };
  }
  if (token.value === undefined) throw new UsageError(`${rawName} needs a value: ${rawName} ${flag.value ?? "VALUE"}`);
  if (flag.allowed && !flag.allowed.includes(token.value)) {
    throw new UsageError(`${rawName} ${token.value}: expected one of ${flag.allowed.join(", ")}`);
  }
  return { flag: name, value: token.value };
}

function isFlagName(text: string): text is FlagName {
  return Object.hasOwn(flags, text);
}
