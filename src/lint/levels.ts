import type { Level, Rule } from "../language/rule.ts";

export type Preset = "recommended" | "strict" | "all";

export interface RuleSetting {
  readonly level: Level;
  /** The user named the level: it goes for all findings of the rule, also for those that have one of their own. */
  readonly isChosen: boolean;
  readonly options: readonly unknown[];
}

/** What a user wrote about one rule; what is left out stays as it is. */
export interface RuleChoice {
  readonly id: string;
  readonly level?: Level | "off";
  readonly options?: readonly unknown[];
}

export type RuleSettings = ReadonlyMap<string, RuleSetting>;

/**
 * The rules that are on: those of the preset, then the choices in their order, the last one winning.
 *
 * @param command For whom: rules that only `check` has are off elsewhere, whatever is chosen.
 */
export function ruleSettings(
  all: Readonly<Record<string, Rule>>,
  preset: Preset,
  choices: readonly RuleChoice[],
  command: "lint" | "check" = "lint",
): RuleSettings {
  const rules = Object.fromEntries(Object.entries(all).filter(([, { meta }]) => speaksIn(command, meta)));
  const settings = new Map<string, RuleSetting>();
  for (const [id, { meta }] of Object.entries(rules)) {
    if (isIn(preset, meta.docs.recommended)) settings.set(id, defaultSetting(meta));
  }
  const optionsOf = new Map<string, readonly unknown[]>();
  for (const { id, level, options } of choices) {
    const meta = rules[id]?.meta;
    if (!meta) continue;
    if (options) optionsOf.set(id, mergedOptions(meta, options));
    if (level === "off") settings.delete(id);
    else if (level) settings.set(id, { ...defaultSetting(meta), level, isChosen: true });
  }
  for (const [id, options] of optionsOf) {
    const setting = settings.get(id);
    if (setting) settings.set(id, { ...setting, options });
  }
  return settings;
}

function defaultSetting({ docs, defaultOptions = [] }: Rule["meta"]): RuleSetting {
  return { level: docs.level, isChosen: false, options: defaultOptions };
}

/** A rule has at most one option, an object; fields that are not set keep their default. */
function mergedOptions({ defaultOptions = [] }: Rule["meta"], [given]: readonly unknown[]): readonly unknown[] {
  return [{ ...(defaultOptions[0] as object | undefined), ...(given as object) }];
}

function speaksIn(command: "lint" | "check", { docs }: Rule["meta"]): boolean {
  return docs.only === undefined || docs.only === command;
}

function isIn(preset: Preset, recommended: boolean | "strict"): boolean {
  return preset === "all" || recommended === true || (preset === "strict" && recommended === "strict");
}
