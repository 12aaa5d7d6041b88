import type { CommandName } from "./command-names.ts";
import { commands } from "./commands.ts";
import { flags, type Flag, type FlagName } from "./flags.ts";

const exitCodes = "Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 the run itself failed.";

/** Help for the program as a whole (`lint` is its default command), or for one command. */
export function helpText(command: CommandName, isWholeProgram: boolean): string {
  const { usage, summary, examples } = commands[command];
  const sections = isWholeProgram
    ? [
        "tf-preflight: will Terraform authenticate, and as whom? Before you apply.",
        section(
          "Commands",
          Object.values(commands).map((each) => [each.usage, each.summary]),
        ),
      ]
    : [`${usage}\n\n  ${summary}`];
  sections.push(
    section(
      "Flags",
      commands[command].flags.map((name) => [flagUsage(name), flags[name].help]),
    ),
    `Examples\n${examples.map((example) => `  $ ${example}`).join("\n")}`,
    exitCodes,
  );
  return sections.join("\n\n") + "\n";
}

function flagUsage(name: FlagName): string {
  const { short, value }: Flag = flags[name];
  return `${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`;
}

function section(title: string, rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return [title, ...rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`)].join("\n");
}
