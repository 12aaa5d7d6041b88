import { rules } from "../../rules/index.ts";
import type { Level } from "../language/rule.ts";
import type { RuleChoice } from "../lint/levels.ts";
import type { LintRequest } from "../lint/lint.ts";
import type { Machine } from "../machine/machine.ts";
import type { FlagValues } from "./arguments.ts";
import { moduleSettings } from "./module-settings.ts";
import { nearest } from "./nearest.ts";
import { UsageError } from "./usage-error.ts";

/** What the flags ask of a lint run, with what registries say when they shall be asked. */
export async function lintRequest(
  paths: readonly string[],
  values: FlagValues,
  machine: Machine,
  command: "lint" | "check" = "lint",
): Promise<LintRequest> {
  const request = offlineRequest(paths, values, command);
  if (!values.has("check-registry")) return request;
  const { askRegistries } = await import("../lint/ask-registries.ts");
  return askRegistries(request, machine);
}

function offlineRequest(paths: readonly string[], values: FlagValues, command: "lint" | "check"): LintRequest {
  return {
    paths,
    command,
    // What plan runs are the files of the module itself.
    shallow: command === "check",
    configFile: values.text("config"),
    preset: values.text("preset") as LintRequest["preset"],
    choices: values.all("rule").map(ruleChoice),
    useEnvironment: !values.has("no-env"),
    moduleSettings: moduleSettings(values),
    onDebug: values.has("debug") ? (message) => process.stderr.write(`tf-preflight: ${message}\n`) : undefined,
  };
}

function ruleChoice(text: string): RuleChoice {
  const [id = "", level = ""] = text.split("=", 2);
  if (id === "" || !["error", "warning", "info", "off"].includes(level)) {
    throw new UsageError(`--rule ${text}: expected ID=LEVEL, with error, warning, info or off as the level`);
  }
  if (!(id in rules)) {
    const meant = nearest(id, Object.keys(rules));
    throw new UsageError(`--rule ${id}: unknown rule${meant ? `; did you mean ${meant}?` : ""} (tf-preflight rules)`);
  }
  return { id, level: level as Level | "off" };
}
