import type { Linter } from "eslint";
import { language } from "../language/language.ts";
import type { Rule } from "../language/rule.ts";
import { severityOf } from "./finding.ts";
import type { RuleSettings } from "./levels.ts";

/**
 * A configuration that ESLint's `Linter` takes as it is. Given a plain array it would resolve and validate it again for
 * every file (twice the time per file), and load a JSON schema validator to do so (a third of a cold start). An array that
 * has `getConfig` is taken for resolved already: ESLint's own `ESLint` class uses the same door.
 */
export function resolvedConfig(rules: Readonly<Record<string, Rule>>, settings: RuleSettings): Linter.Config[] {
  const config = {
    language,
    languageOptions: {},
    settings: {},
    linterOptions: { reportUnusedDisableDirectives: 1 },
    rules: Object.fromEntries(
      [...settings].map(([id, { level, options }]) => [id, [severityOf(level), ...options]] as const),
    ),
    getRuleDefinition: (id: string) => rules[id],
    // Inline `eslint id: level` comments are not part of the language, so there is nothing to validate per file.
    validateRulesConfig: () => undefined,
  };
  return Object.assign([], { getConfig: () => config });
}
