import type { Argument, Consumer, KnownArgument } from "../aws/consumer.ts";

/** The evaluated arguments of a consumer, by name; none of the AWS CLI. */
export function argumentOf(consumer: Consumer, name: string): Argument | undefined {
  return consumer.kind === "cli" ? undefined : consumer.arguments.attributes.get(name);
}

export interface KnownText extends KnownArgument {
  readonly value: string;
}

/** An argument that is a text; `null`: not set, set to nothing, or not known. */
export function knownText(consumer: Consumer, name: string): KnownText | null {
  const argument = argumentOf(consumer, name);
  return argument?.known && isText(argument) ? argument : null;
}

const isText = (argument: KnownArgument): argument is KnownText =>
  typeof argument.value === "string" && argument.value !== "";

/** Whether an argument is known to be `true`, in either spelling. */
export function isOn(consumer: Consumer, name: string): boolean {
  const argument = argumentOf(consumer, name);
  return argument?.known === true && (argument.value === true || argument.value === "true");
}

/** Whether what an argument is can't be told from here. */
export const isHidden = (consumer: Consumer, name: string): boolean => argumentOf(consumer, name)?.known === false;

/** The arguments with certain names: of the block, and of the blocks and objects in it. */
export function argumentsNamed(
  names: readonly string[],
  consumer: Consumer,
): readonly (readonly [name: string, argument: Argument])[] {
  if (consumer.kind === "cli") return [];
  const within = (entries: Iterable<readonly [string, Argument]>): (readonly [string, Argument])[] =>
    Array.from(entries).flatMap(([name, argument]) => {
      if (names.includes(name)) return [[name, argument] as const];
      const value = argument.known ? argument.value : null;
      return typeof value === "object" && value !== null && !Array.isArray(value) ? within(Object.entries(value)) : [];
    });
  const { attributes, blocks } = consumer.arguments;
  return [attributes, ...blocks.flatMap(({ arguments: nested }) => nested?.attributes ?? [])].flatMap((each) =>
    within(each),
  );
}
