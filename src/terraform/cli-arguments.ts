import type { Environment } from "../machine/machine.ts";
import type { VariableFlag } from "./load-options.ts";

/** A flag that the environment gives to every `terraform init` or `plan`. */
export interface EnvironmentFlag {
  /** `TF_CLI_ARGS_plan` or `TF_CLI_ARGS`. */
  readonly variable: string;
  /** Without dashes: `var-file`. */
  readonly name: string;
  readonly value: string;
}

/**
 * The flags with these names in `TF_CLI_ARGS_<command>` and `TF_CLI_ARGS`, in the order in which Terraform sees them; those that the user
 * types come after. A variable that no shell could split is left out: Terraform refuses to start with it.
 */
export function environmentFlags(
  environment: Environment,
  command: "init" | "plan",
  names: readonly string[],
): readonly EnvironmentFlag[] {
  return [`TF_CLI_ARGS_${command}`, "TF_CLI_ARGS"].flatMap((variable) => {
    const words = splitWords(environment.get(variable) ?? "") ?? [];
    return flagsAmong(words, names).map((flag) => ({ variable, ...flag }));
  });
}

/** `-var` and `-var-file` that the environment gives to every `terraform plan`. */
export function variableFlags(environment: Environment): readonly VariableFlag[] {
  return environmentFlags(environment, "plan", ["var", "var-file"]).map(({ name, value }) => ({
    flag: name === "var" ? "-var" : "-var-file",
    value,
  }));
}

function flagsAmong(words: readonly string[], names: readonly string[]): { name: string; value: string }[] {
  const found: { name: string; value: string }[] = [];
  for (let index = 0; index < words.length; index++) {
    const match = /^--?([\w-]+)(?:=([\s\S]*))?$/.exec(words[index] ?? "");
    const name = match?.[1];
    if (name === undefined || !names.includes(name)) continue;
    const value = match?.[2] ?? words[++index];
    if (value !== undefined) found.push({ name, value });
  }
  return found;
}

/** Splits as a POSIX shell would, without expanding anything; `null` when a quote isn't closed. */
function splitWords(text: string): readonly string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote: "'" | '"' | null = null;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === "\\" && quote !== "'") {
      word = (word ?? "") + text.charAt(++index);
    } else if (quote) {
      if (character === quote) quote = null;
      else word = (word ?? "") + character;
    } else if (character === "'" || character === '"') {
      quote = character;
      word ??= "";
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? "") + character;
    }
  }
  if (quote) return null;
  return word === null ? words : [...words, word];
}
